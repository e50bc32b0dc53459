"""Children’s social care: what its case system and its returns promise, and how we read them."""

from agencies.social_care.agency import AGENCY
from agencies.social_care.annex_a import FEED as ANNEX_A
from agencies.social_care.cin_census import FEED as CIN_CENSUS
from agencies.social_care.family_context import FEED as FAMILY_CONTEXT
from agencies.social_care.ssd import FEED as SSD
from agencies.social_care.ssda903 import FEED as SSDA903

FEEDS = (ANNEX_A, CIN_CENSUS, FAMILY_CONTEXT, SSD, SSDA903)

__all__ = ["AGENCY", "FEEDS"]
