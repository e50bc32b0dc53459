"""Children’s social care as an agency; here, so that each of its feeds can name it."""

from agencies.contract import Agency

AGENCY = Agency("social_care", "Children’s social care", "Social care")
