"""Identifiers: which are valid, and how a person is referred to without a name.

NHS number check digit: NHS Data Dictionary, NHS NUMBER (modulus 11).
UPN check letter: DfE, Unique pupil numbers guide (modulus 23).
"""

from __future__ import annotations

import hashlib
import re

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_REFERENCE_LETTERS = "ABCDEFGHJKLMNPQRTUVWXY"

# While half of all references are taken, 1 in 256 persons gets a longer one.
_ATTEMPTS_OF_A_LENGTH = 8


def is_nhs_number(value: str | None) -> bool:
    """Say whether a text is an NHS number with a right check digit."""
    digits = re.sub(r"[ -]", "", value or "")
    if not re.fullmatch(r"\d{10}", digits) or len(set(digits)) == 1:
        return False
    total = sum(int(d) * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def is_upn(value: str | None) -> bool:
    """Say whether a text is a permanent unique pupil number with a right check letter."""
    upn = value or ""
    return bool(re.fullmatch(r"[A-Z]\d{12}", upn)) and upn[0] == upn_check_letter(upn[1:])


def upn_check_letter(digits: str) -> str:
    """Give the check letter for the 12 digits that follow it."""
    return _UPN_LETTERS[sum(int(d) * w for w, d in enumerate(digits, start=2)) % 23]


def nhs_check_digit(digits: str) -> str | None:
    """Give the check digit for the first 9 digits, or None where NHS numbers skip them."""
    total = sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return None if check == 10 else str(check)


def person_reference(key: str, *, attempt: int = 0) -> str:
    """Give a short reference such as `482731-K`, the same for the same key for ever.

    The letter guards against misreading. The reference tells nothing about the person. References
    stay reserved for ever, so where six digits are nearly used up, seven and more are tried.

    Args:
        key: what the person is known by when first met; hashed, never shown.
        attempt: raised by the caller while the reference is already taken.
    """
    digits = 6 + attempt // _ATTEMPTS_OF_A_LENGTH
    number = int(hashlib.sha256(f"{attempt}:{key}".encode()).hexdigest()[:12], 16) % 10**digits
    return f"{number:0{digits}d}-{_REFERENCE_LETTERS[number % len(_REFERENCE_LETTERS)]}"
