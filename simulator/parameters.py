"""What the invented county is like: every number that shapes it, and where the number comes from.

Figures are for England. "DfE" with a table's letter is the release "Characteristics of children in
need 2024" (year to 31 March 2024; Open Government Licence v3). Numbers without a source are ours:
chosen so that the county as a whole meets the figures that have one, which `benchmarks/calibration.py` and its test check.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CountyParameters:
    """How families live, how difficulty comes and goes, and how agencies respond."""

    # Families
    siblings: tuple[float, ...] = (0.40, 0.37, 0.15, 0.06, 0.02)  # families with 1 to 5 children
    twin_share: float = 0.015
    other_surname_share: float = 0.06
    moves_a_year: float = 0.08
    disabled_share: float = 0.03
    death_share: float = 0.004  # of children, before they are 18
    not_in_census_share: float = 0.07  # independent schools and home education

    # Adults. Years at the birth of the eldest child, mean and standard deviation (first births, ONS,
    # "Births by parents’ characteristics", 2015: 28.6; the spread is invented).
    mother_age_years: tuple[float, float] = (28.6, 5.6)
    # The same release: fathers 33.2, mothers 30.3 years; the spread is invented.
    second_parent_older_years: tuple[float, float] = (2.9, 5.0)
    second_parent_share: float = 0.94  # ONS births 2011: one parent registers almost 6 %
    # With the partners below, 65 % of children live with both parents (Census 2001) in an average
    # year of the county.
    parents_part_a_year: float = 0.012
    one_surname_share: float = 0.75  # invented: of second parents, the family’s surname
    # Somebody joins the mother later: families in which little goes on, in difficulty, and in a
    # story, planted or a lookalike. Invented; together over 10 % of children have a step-parent
    # (Census 2001). Stories have it so often that there is something to find on few of them.
    partner_share: tuple[float, float, float] = (0.13, 0.20, 0.50)
    partner_days_mean: float = 1100.0  # invented
    grandparent_share: float = 0.03  # Census 2021: 2.1 % of households have three generations
    lodger_share: float = 0.015  # invented
    # Whom social care names once it deals with a child: mother, second parent, (partner),
    # grandparent, lodger. Invented: no release counts them.
    adult_named: tuple[float, ...] = (0.98, 0.86, 1.0, 0.5, 0.25)
    # Of partners, never: little goes on, difficulty, planted story. Invented; that men at home go
    # unasked about is what "The myth of invisible men" tells of (Child Safeguarding Practice Review
    # Panel, 2021), without a share.
    partner_never_named: tuple[float, float, float] = (0.12, 0.35, 0.60)
    partner_named_after_days: float = 150.0  # invented: mean, and then at the next entry
    # An officer writes down who is at home: at notices, domestic abuse, missing episodes. Invented.
    adults_written_down: tuple[tuple[str, float], ...] = (
        ("notice", 0.50), ("domestic_abuse", 0.75), ("missing", 0.40),
    )  # fmt: skip
    adult_seen_share: float = 0.85  # invented: of those who live there, each time

    # Difficulty: an episode in the life of a family, with an intensity and a degree to which
    # what is known about it lies in pieces (`scatter`, 0 to 1).
    need_shape: float = 0.28  # gamma: few families carry most of the difficulty
    episodes_a_year: float = 0.095
    episode_days_median: float = 200.0
    episode_days_sigma: float = 0.75
    intensity_shape: float = 1.3
    scatter: tuple[float, float] = (0.8, 1.6)  # beta distribution
    concerns_a_year: float = 4.3  # in an episode of intensity 1, per child, before siblings
    sibling_share: float = 0.30  # a concern about one child that is also recorded about a sibling
    prebirth_days: int = 140

    # Who meets a concern first; multiplied through by age. Chosen so that referrals come from
    # the sources that DfE C5 gives for 2024.
    first_agency: tuple[tuple[str, float], ...] = (
        ("police", 0.144), ("health", 0.225), ("education", 0.485), ("family", 0.055), ("other", 0.19),
    )  # fmt: skip
    home_share: float = 0.85  # without scatter, this share of concerns reaches one agency
    police_shared: tuple[float, float] = (0.85, 0.30)  # told social care: scatter 0, scatter 1
    health_shared: tuple[float, float] = (0.60, 0.20)
    closed_alone: tuple[float, float] = (0.25, 0.72)
    injury_share: float = 0.13

    # Children with nothing wrong at home also meet agencies.
    da_background_a_year: float = 0.014
    notices_background_a_year: float = 0.010
    missing_background_a_year: float = 0.008  # from the age of 11
    individual_contacts_a_year: float = 0.009
    # Emergency attendances: 0.80 a year under 5 (OHID Fingertips 2022/23: 797 per 1,000)
    emergency_a_year: tuple[float, float, float] = (0.745, 0.30, 0.34)  # 0-4, 5-10, 11-17
    emergency_concern_share: float = 0.012
    not_brought_share: float = 0.05
    school_nurse_a_year: float = 0.09
    suspensions_a_year: float = 0.10
    permanent_share: float = 0.012  # of exclusions of every kind
    absence_mean: float = 0.066
    absence_concentration: float = 4.5  # few pupils miss much (ASCL, 2023/24: over 2 % miss half)

    # The front door
    referral_share: float = 0.121  # of contacts while no episode is open
    referral_again_share: float = 0.112  # added in the year after a record was closed
    early_help_share: float = 0.12
    advice_share: float = 0.25
    referral_nfa_share: float = 0.063  # DfE C1, 2024: 6.3 %
    assessed_not_in_need_share: float = 0.303  # DfE C1, 2024: 30.3 %
    assessment_days_median: float = 34.0  # working days (DfE C2, 2024); 45 is the limit
    service_days_median: float = 110.0  # with DfE B5, 2024: half of episodes end within 3 months
    service_days_sigma: float = 1.5
    service_days_most: int = 1800
    look_again_days: int = 2300  # an open record is assessed again, at most so many days apart

    # Escalation
    enquiry_base_a_year: float = 0.0034  # section 47 without any warning
    enquiry_episode_a_year: float = 0.085  # in an episode of intensity 1 and no scatter
    enquiry_scatter: float = 1.8  # log hazard from scatter 0 to scatter 1
    enquiry_ramp_days: int = 14  # difficulty is there for a while before it is at its worst
    enquiry_sibling_share: float = 0.35
    after_enquiry_days: int = 150
    after_enquiry_factor: float = 0.30  # the agencies have met and speak to each other
    on_plan_factor: float = 0.25
    # DfE C4 and D1, 2024: 224,520 enquiries, 72,250 conferences, 62,110 plans started
    conference_share: float = 0.32
    plan_share: float = 0.85
    # DfE C4, 2024, working days from enquiry to conference: 0-10, 11-15, 16-20, 21 and more
    conference_days: tuple[tuple[int, int, float], ...] = (
        (4, 10, 0.094), (11, 15, 0.703), (16, 20, 0.087), (21, 45, 0.116),
    )  # fmt: skip
    # DfE D7, 2024, days on a plan that ended; a little longer, since some end with childhood
    plan_days: tuple[tuple[int, int, float], ...] = (
        (25, 91, 0.163), (92, 182, 0.110), (183, 364, 0.432), (365, 729, 0.247), (730, 1100, 0.048),
    )  # fmt: skip
    # DfE D2, 2024, plans started by initial category
    plan_categories: tuple[tuple[str, float], ...] = (
        ("Neglect", 0.498), ("Emotional abuse", 0.373), ("Physical abuse", 0.077),
        ("Sexual abuse", 0.035), ("Multiple", 0.017),
    )  # fmt: skip
    looked_after_share: float = 0.10  # of enquiries

    # Workers
    worker_tenure_days: float = 620.0
    in_need_share: float = 0.0333  # of children on one day (DfE B1, 2024: 332.9 per 10,000)
    caseload: int = 16  # records a worker holds
    caseload_slots: int = 5  # workers of a team at one time
    reallocations_a_year: tuple[float, float] = (0.25, 1.9)  # of an open record: scatter 0, 1
    seen_alone_share: tuple[float, float] = (0.72, 0.40)

    # Planted stories: everything in pieces, and no more of it than elsewhere
    planted_a_year: float = 0.0075  # of children
    lookalike_a_year: float = 0.0075  # as much recorded, by one agency that tells the others
    planted_days: int = 270
    planted_concerns: tuple[int, int] = (6, 10)
    lookalike_concerns: tuple[int, int] = (5, 8)
    planted_escalation: float = 0.60  # within `planted_wait_days` after the story's turning point
    planted_wait_days: int = 170

    # Sources of the contacts that other services make, and of what begins an enquiry: chosen so
    # that referrals come from where DfE C5, 2024, says they do.
    other_sources: tuple[tuple[str, float], ...] = (
        ("5B", 0.26), ("5D", 0.17), ("5A", 0.06), ("5C", 0.05), ("7", 0.155), ("2B", 0.03),
        ("4", 0.055), ("8", 0.150), ("10", 0.055),
    )  # fmt: skip
    enquiry_sources: tuple[tuple[str, float], ...] = (
        ("6", 0.285), ("2A", 0.215), ("3E", 0.06), ("3B", 0.05), ("3A", 0.04), ("5B", 0.14),
        ("1A", 0.07), ("7", 0.05), ("8", 0.05), ("9", 0.01), ("4", 0.010), ("10", 0.010),
    )  # fmt: skip


@dataclass(frozen=True)
class Noise:
    """How records fall short of the truth: shares of records, unless the name says otherwise."""

    typo: float = 0.03  # a slip of the keyboard in a forename or surname, each
    nickname: float = 0.06  # where the name has a short form
    other_spelling: float = 0.15  # where the name has several spellings
    swapped_birth_date: float = 0.01  # day and month, where both can be either
    police_birth_date_missing: float = 0.18
    nhs_number_missing: float = 0.03  # health
    nhs_number_wrong: float = 0.004  # health: a digit wrong, so the check digit fails
    nhs_number_in_social_care: float = 0.62
    upn_in_social_care: float = 0.55
    upn_temporary: float = 0.01
    old_address: float = 0.08
    address_missing: float = 0.02
    police_old_address: float = 0.12
    names_exchanged: float = 0.002  # forename and surname in each other's place
    unborn_record_kept: float = 0.25  # of children known before birth: a record of its own
    duplicate_person: float = 0.01  # held twice by one agency, entries divided between the two
    # Adults; names are spoilt as often as children’s. Invented.
    adult_held_twice: float = 0.06  # of adults an agency knows, under another spelling
    adult_birth_date_missing: float = 0.10  # social care; the force misses as many as of children
    adult_number_missing: float = 0.04  # police: written down, and no nominal begun
    siblings_not_grouped: float = 0.15  # social care, of children: a family of their own
    invalid_row: float = 0.003  # a code, a date or a required cell that breaks the contract
    restricted: float = 0.002  # of children
    # Days until the agency's system holds an entry: shares of same day, within 3 days, within 3
    # weeks, and later (to 90 days), by agency.
    recording: tuple[tuple[str, tuple[float, float, float, float]], ...] = (
        ("social_care", (0.60, 0.28, 0.10, 0.02)),
        ("police", (0.66, 0.24, 0.08, 0.02)),
        ("health", (0.55, 0.25, 0.16, 0.04)),
        ("education", (0.55, 0.30, 0.13, 0.02)),
    )


NO_NOISE = Noise(
    typo=0.0, nickname=0.0, other_spelling=0.0, swapped_birth_date=0.0,
    police_birth_date_missing=0.0, nhs_number_missing=0.0, nhs_number_wrong=0.0, upn_temporary=0.0,
    old_address=0.0, address_missing=0.0, police_old_address=0.0, duplicate_person=0.0,
    names_exchanged=0.0, unborn_record_kept=0.0, invalid_row=0.0, adult_held_twice=0.0,
    adult_birth_date_missing=0.0, adult_number_missing=0.0, siblings_not_grouped=0.0,
)  # fmt: skip
