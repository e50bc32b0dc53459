"""Police, health, education and the restrictions list: what each rule accepts and what it refuses."""

from __future__ import annotations

from tests.spec.rules.examples import flagged

NOMINALS = """
    nominal_id | date_of_birth
    -----------+--------------
    N1         | 2024-06-01
    N2         |
"""
PATIENTS = """
    local_patient_identifier | person_birth_date | person_death_date
    -------------------------+-------------------+------------------
    P1                       | 2024-06-01        | 2025-06-01
    P2                       |                   |
"""
PUPILS = """
    collection_year | collection_term | pupilonrolltableid | NativeId | dob        | entrydate
    ----------------+-----------------+--------------------+----------+------------+-----------
    2024            | autumn          | 1                  | school   | 2015-06-01 | 2020-09-01
    2025            | spring          | 1                  | school   | 2010-06-01 | 2024-09-01
"""


def test_pol01_the_police_write_of_a_child_at_most_40_weeks_before_birth() -> None:
    notices = """
        notice_id   | nominal_id | created_date
        ------------+------------+-------------
        40 weeks    | N1         | 2023-08-26
        a day more  | N1         | 2023-08-25
        cannot tell | N2         | 1990-01-01
    """
    incidents = """
        incident_id | nominal_id | incident_date
        ------------+------------+--------------
        a day more  | N1         | 2023-08-25
    """
    missing = """
        episode_id | nominal_id | reported_date
        -----------+------------+--------------
        in life    | N1         | 2025-01-01
    """
    assert flagged(
        "POL01", nominals=NOMINALS, public_protection_notices=notices,
        domestic_abuse_incidents=incidents, missing_episodes=missing,
    ) == {
        "public_protection_notices": [2],
        "domestic_abuse_incidents": [1],
        "missing_episodes": [],
    }  # fmt: skip


def test_pol02_who_was_told_and_when_stand_together() -> None:
    notices = """
        notice_id | nominal_id | created_date | shared_with | shared_date
        ----------+------------+--------------+-------------+------------
        both      | N1         | 2025-01-01   | health      | 2025-01-02
        no day    | N1         | 2025-01-01   | health      |
        no agency | N1         | 2025-01-01   |             | 2025-01-02
        neither   | N1         | 2025-01-01   |             |
    """
    assert flagged("POL02", public_protection_notices=notices) == {
        "public_protection_notices": [2, 3]
    }


def test_hlt01_a_child_is_brought_to_an_emergency_department_after_birth() -> None:
    attendances = """
        emergency_care_attendance_identifier | local_patient_identifier | emergency_care_arrival_date
        -------------------------------------+--------------------------+----------------------------
        day of birth                         | P1                       | 2024-06-01
        day before                           | P1                       | 2024-05-31
        cannot tell                          | P2                       | 1990-01-01
    """
    assert flagged("HLT01", patients=PATIENTS, ecds_attendances=attendances) == {
        "ecds_attendances": [2]
    }


def test_hlt02_community_services_begin_in_pregnancy_at_the_earliest() -> None:
    referrals = """
        service_request_identifier | local_patient_identifier | referral_request_received_date
        ---------------------------+--------------------------+-------------------------------
        in pregnancy               | P1                       | 2024-01-01
        before                     | P1                       | 2023-08-25
    """
    contacts = """
        care_contact_identifier | service_request_identifier | local_patient_identifier | care_contact_date
        ------------------------+----------------------------+--------------------------+------------------
        before                  | in pregnancy               | P1                       | 2023-08-25
    """
    factors = """
        row_identifier | local_patient_identifier | start_date
        ---------------+--------------------------+-----------
        in pregnancy   | P1                       | 2023-08-26
    """
    assert flagged(
        "HLT02", patients=PATIENTS, csds_referrals=referrals, csds_care_contacts=contacts,
        csds_safeguarding_vulnerability=factors,
    ) == {
        "csds_referrals": [2],
        "csds_care_contacts": [1],
        "csds_safeguarding_vulnerability": [],
    }  # fmt: skip


def test_hlt03_an_appointment_follows_its_referral() -> None:
    referrals = """
        service_request_identifier | local_patient_identifier | referral_request_received_date
        ---------------------------+--------------------------+-------------------------------
        Q1                         | P1                       | 2025-01-10
    """
    contacts = """
        care_contact_identifier | service_request_identifier | local_patient_identifier | care_contact_date
        ------------------------+----------------------------+--------------------------+------------------
        same day                | Q1                         | P1                       | 2025-01-10
        day before              | Q1                         | P1                       | 2025-01-09
    """
    assert flagged("HLT03", csds_referrals=referrals, csds_care_contacts=contacts) == {
        "csds_care_contacts": [2]
    }


def test_hlt04_a_child_is_seen_in_life() -> None:
    attendances = """
        emergency_care_attendance_identifier | local_patient_identifier | emergency_care_arrival_date
        -------------------------------------+--------------------------+----------------------------
        day of death                         | P1                       | 2025-06-01
        day after                            | P1                       | 2025-06-02
        living                               | P2                       | 2025-06-02
    """
    assert flagged("HLT04", patients=PATIENTS, ecds_attendances=attendances) == {
        "ecds_attendances": [2]
    }


def _suspension(number: int, year: str, term: str, start: str) -> str:
    return f"{year} | {term} | 1 | school | {number} | {start} | SUSP"


SUSPENSION_COLUMNS = (
    "collection_year | collection_term | pupilonrolltableid | NativeId | "
    "termlyexclusionsonrolltableid | startdate | category"
)


def test_edu01_a_pupil_is_suspended_after_birth_by_the_pupil_of_the_same_collection() -> None:
    suspensions = "\n".join(
        (
            SUSPENSION_COLUMNS,
            "-",
            _suspension(1, "2024", "autumn", "2015-06-01"),
            _suspension(2, "2024", "autumn", "2015-05-31"),
            # Pupil 1 of another collection is another child, born five years earlier.
            _suspension(3, "2025", "spring", "2015-05-31"),
        )
    )
    assert flagged("EDU01", pupilonroll=PUPILS, termlyexclusionsonroll=suspensions) == {
        "termlyexclusionsonroll": [2]
    }


def test_edu02_a_pupil_is_suspended_by_the_school_they_have_joined() -> None:
    suspensions = "\n".join(
        (
            SUSPENSION_COLUMNS,
            "-",
            _suspension(1, "2024", "autumn", "2020-09-01"),
            _suspension(2, "2024", "autumn", "2020-08-31"),
            _suspension(3, "2025", "spring", "2024-08-31"),
        )
    )
    assert flagged("EDU02", pupilonroll=PUPILS, termlyexclusionsonroll=suspensions) == {
        "termlyexclusionsonroll": [2, 3]
    }


def test_edu03_a_pupil_leaves_after_joining() -> None:
    leavers = """
        collection_year | collection_term | pupilnolongeronrolltableid | NativeId | entrydate  | leavingdate
        ----------------+-----------------+----------------------------+----------+------------+------------
        2024            | autumn          | 1                          | school   | 2020-09-01 | 2020-09-01
        2024            | autumn          | 2                          | school   | 2020-09-01 | 2020-08-31
        2024            | autumn          | 3                          | school   |            | 2020-08-31
    """
    assert flagged("EDU03", pupilnolongeronroll=leavers) == {"pupilnolongeronroll": [2]}


def test_rst01_a_restriction_names_somebody_who_can_be_found() -> None:
    restrictions = """
        restriction_id | nhs_number | upn           | forename | surname | date_of_birth
        ---------------+------------+---------------+----------+---------+--------------
        number         | 9434765919 |               |          |         |
        pupil number   |            | A123456789012 |          |         |
        name and birth |            |               | Cy       | Dale    | 2012-12-12
        wrong digit    | 9434765918 |               |          |         |
        no birth       |            |               | Cy       | Dale    |
        no surname     |            |               | Cy       |         | 2012-12-12
        no forename    |            |               |          | Dale    | 2012-12-12
        nobody         |            |               |          |         |
    """
    assert flagged("RST01", restrictions_list=restrictions) == {
        "restrictions_list": [4, 5, 6, 7, 8]
    }
