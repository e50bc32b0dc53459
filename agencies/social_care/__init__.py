"""Children’s social care: what its case system and its returns promise, and how we read them."""

from agencies.social_care.agency import AGENCY
from agencies.social_care.cin_census import FEED as CIN_CENSUS
from agencies.social_care.family_context import FEED as FAMILY_CONTEXT
from agencies.social_care.ssd import FEED as SSD

FEEDS = (CIN_CENSUS, FAMILY_CONTEXT, SSD)

__all__ = ["AGENCY", "FEEDS"]
