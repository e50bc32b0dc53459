"""An invented, complete children in need return that no rule refuses, and one change for each rule.

The children are invented. A change is a path into the return and what to put there; nothing at
the end of a list is added, and `None` takes a part away.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PLAN = {
    "CPPstartDate": "2025-05-12",
    "CPPendDate": "2025-12-01",
    "InitialCategoryOfAbuse": "NEG",
    "LatestCategoryOfAbuse": "NEG",
    "NumberOfPreviousCPP": "0",
    "Reviews": ["2025-08-04", "2025-11-24"],
}
_ENQUIRY = {
    "S47ActualStartDate": "2025-04-22",
    "InitialCPCtarget": "2025-05-14",
    "DateOfInitialCPC": "2025-05-12",
    "ICPCnotRequired": "0",
}
_ASSESSMENT = {
    "AssessmentActualStartDate": "2025-04-15",
    "AssessmentInternalReviewDate": "2025-04-25",
    "AssessmentAuthorisationDate": "2025-06-10",
    "AssessmentFactors": ["16A", "18C"],
}

RETURN: dict[str, Any] = {
    "header": {
        "CollectionDetails": {"Collection": "CIN", "Year": "2026", "ReferenceDate": "2026-03-31"},
        "Source": {
            "SourceLevel": "L", "LEA": "999", "SoftwareCode": "Invented", "Release": "1",
            "SerialNo": "001", "DateTime": "2026-05-11T09:30:00",
        },
    },
    # Everything that can happen: enquiry, conference, protection plan, reviews, then a plan in need.
    "whole": {
        "ChildIdentifiers": {
            "LAchildID": "WHOLE1", "UPN": "H801200001001", "FormerUPN": "X801200001002",
            "PersonBirthDate": "2016-05-04", "Sex": "F",
        },
        "Ethnicity": "WBRI",
        "Disabilities": ["MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS"],
        "episodes": [
            {
                "CINreferralDate": "2025-04-14", "ReferralSource": "6", "PrimaryNeedCode": "N1",
                "CINclosureDate": "2026-02-20", "ReasonForClosure": "RC7",
                "Assessments": [_ASSESSMENT],
                "CINPlanDates": [{"CINPlanStartDate": "2025-12-01", "CINPlanEndDate": "2026-02-20"}],
                "Section47": [_ENQUIRY],
                "ReferralNFA": "0",
                "ChildProtectionPlans": [_PLAN],
            }
        ],
    },
    # Everything is still open at the end of the year.
    "open": {
        "ChildIdentifiers": {
            "LAchildID": "OPEN1", "UPNunknown": "UN2", "PersonBirthDate": "2012-11-30", "Sex": "M",
        },
        "Ethnicity": "NOBT",
        "Disabilities": ["NONE"],
        "episodes": [
            {
                "CINreferralDate": "2026-02-23", "ReferralSource": "2A", "PrimaryNeedCode": "N1",
                "Assessments": [{"AssessmentActualStartDate": "2026-02-24"}],
                "CINPlanDates": [{"CINPlanStartDate": "2026-03-02"}],
                "Section47": [{"S47ActualStartDate": "2026-03-23", "ICPCnotRequired": "false"}],
                "ReferralNFA": "false",
            }
        ],
    },
    "no_action": {
        "ChildIdentifiers": {
            "LAchildID": "NOACTION1", "UPNunknown": "UN7", "PersonBirthDate": "2015-01-20",
            "Sex": "M",
        },
        "Ethnicity": "REFU",
        "episodes": [
            {"CINreferralDate": "2025-09-01", "ReferralSource": "1A", "ReferralNFA": "true"}
        ],
    },
    # An assessment of an unborn child found nothing.
    "unborn": {
        "ChildIdentifiers": {
            "LAchildID": "UNBORN1", "UPNunknown": "UN1", "ExpectedPersonBirthDate": "2026-06-01",
            "Sex": "U",
        },
        "Ethnicity": "NOBT",
        "episodes": [
            {
                "CINreferralDate": "2026-01-12", "ReferralSource": "3D", "PrimaryNeedCode": "N3",
                "CINclosureDate": "2026-03-03", "ReasonForClosure": "RC8",
                "Assessments": [
                    {
                        "AssessmentActualStartDate": "2026-01-13",
                        "AssessmentAuthorisationDate": "2026-03-02",
                        "AssessmentFactors": ["21"],
                    }
                ],
                "ReferralNFA": "0",
            }
        ],
    },
    # A conference that followed no enquiry, and plans until the child died.
    "died": {
        "ChildIdentifiers": {
            "LAchildID": "DIED1", "UPN": "L801200001003", "PersonBirthDate": "2011-08-08",
            "Sex": "F", "PersonDeathDate": "2025-10-10",
        },
        "Ethnicity": "AIND",
        "Disabilities": ["CON"],
        "episodes": [
            {
                "CINreferralDate": "2025-06-02", "ReferralSource": "3E", "PrimaryNeedCode": "N2",
                "CINclosureDate": "2025-10-10", "ReasonForClosure": "RC2",
                "Assessments": [
                    {
                        "AssessmentActualStartDate": "2025-06-03",
                        "AssessmentAuthorisationDate": "2025-07-01",
                        "AssessmentFactors": ["6A"],
                    }
                ],
                "DateOfInitialCPC": "2025-06-12",
                "CINPlanDates": [{"CINPlanStartDate": "2025-06-05", "CINPlanEndDate": "2025-06-12"}],
                "Section47": [{"S47ActualStartDate": "2025-06-04", "ICPCnotRequired": "1"}],
                "ReferralNFA": "0",
                "ChildProtectionPlans": [
                    {
                        **_PLAN, "CPPstartDate": "2025-06-12", "CPPendDate": "2025-10-10",
                        "NumberOfPreviousCPP": "1", "Reviews": ["2025-09-08"],
                    }
                ],
            }
        ],
    },
}  # fmt: skip

_EPISODE = "whole/episodes/0/"
_SECOND = {"CINreferralDate": "2026-03-02", "ReferralSource": "1C", "ReferralNFA": "1"}
_UPN = "whole/ChildIdentifiers/UPN"
_ASSESSED = _EPISODE + "Assessments/0/"
_FACTORS = _ASSESSED + "AssessmentFactors"
_NEED = _EPISODE + "CINPlanDates/0/"
_S47 = _EPISODE + "Section47/0/"
_CPP = _EPISODE + "ChildProtectionPlans/0/"
_OPEN = "open/episodes/0/"
_DIED = "died/episodes/0/"
_NO_ACTION = "no_action/episodes/0/"

# Rule → what makes the return above break it.
CHANGES: Mapping[str, Mapping[str, Any]] = {
    "CIN100": {"header/CollectionDetails/ReferenceDate": "2026-03-30"},
    "CIN1103": {_ASSESSED + "AssessmentActualStartDate": "2025-04-13"},
    "CIN1104": {_S47 + "DateOfInitialCPC": "2025-04-11"},
    "CIN1105": {_CPP + "CPPstartDate": "2025-04-13"},
    "CIN1510": {_UPN: "A801200001001"},
    "CIN1520": {"died/ChildIdentifiers/UPN": "H801200001001"},
    "CIN1530": {_UPN: "H999200001001"},
    "CIN1540": {_UPN: "H80120000X001"},
    "CIN1550": {_UPN: "H80120000100S"},
    "CIN1560Q": {"whole/ChildIdentifiers/FormerUPN": "8012"},
    "CIN1570": {"whole/ChildIdentifiers/LAchildID": "WHOLE1234567890123456"},
    "CIN1580": {"whole/ChildIdentifiers/LAchildID": "WHOLE-1"},
    "CIN2883": {_S47 + "DateOfInitialCPC": None},
    "CIN2884": {_EPISODE + "DateOfInitialCPC": "2025-05-12"},
    "CIN2885": {_CPP + "CPPstartDate": "2025-05-13"},
    "CIN2886Q": {"open/ChildIdentifiers/Sex": "U"},
    "CIN2887Q": {"whole/Disabilities": ["MOB", "LD"]},
    "CIN2888Q": {"whole/Disabilities": ["MOB"]},
    "CIN2889": {_S47 + "S47ActualStartDate": "2025-04-13"},
    "CIN2990": {_EPISODE + "ReasonForClosure": "RC9"},
    "CIN2991Q": {_EPISODE + "Assessments": None},
    "CIN4000": {_EPISODE + "ReferralNFA": "true"},
    "CIN4001": {_CPP + "CPPendDate": None, _NEED + "CINPlanEndDate": None},
    "CIN4003": {_NEED + "CINPlanStartDate": "2025-11-20"},
    "CIN4004": {_OPEN + "CINPlanDates/1": {"CINPlanStartDate": "2026-03-09"}},
    "CIN4008": {_DIED + "CINPlanDates": [{"CINPlanStartDate": "2025-10-11"}]},
    "CIN4009Q": {
        _DIED + "CINPlanDates": [{"CINPlanStartDate": "2025-10-10", "CINPlanEndDate": "2025-10-11"}]
    },
    "CIN4010": {_OPEN + "CINPlanDates/0/CINPlanStartDate": "2026-04-01"},
    "CIN4012Q": {_NEED + "CINPlanEndDate": "2025-12-01"},
    "CIN4013": {_NEED + "CINPlanEndDate": "2026-04-01"},
    "CIN4014": {_OPEN + "CINPlanDates/1": {"CINPlanStartDate": "2026-03-09"}},
    "CIN4015": {_NEED + "CINPlanStartDate": "2025-04-13"},
    "CIN4016": {_NEED + "CINPlanStartDate": "2025-11-30"},
    "CIN4017": {_NEED + "CINPlanStartDate": "2025-05-01"},
    "CIN4180": {"whole/ChildIdentifiers/Sex": None, "whole/ChildIdentifiers/GenderCurrent": "2"},
    "CIN4220": {"whole/Ethnicity": None},
    "CIN8520": {"open/ChildIdentifiers/PersonBirthDate": "2026-04-01"},
    "CIN8525Q": {"open/ChildIdentifiers/ExpectedPersonBirthDate": "2012-11-30"},
    "CIN8530Q": {"unborn/ChildIdentifiers/ExpectedPersonBirthDate": "2026-02-28"},
    "CIN8535Q": {"died/ChildIdentifiers/PersonBirthDate": "2025-10-11"},
    "CIN8540": {"open/Disabilities": None},
    "CIN8545Q": {"died/ChildIdentifiers/PersonDeathDate": "2026-04-01"},
    "CIN8555Q": {_DIED + "CINreferralDate": "2025-10-11"},
    "CIN8565": {_EPISODE + "CINclosureDate": "2025-11-30"},
    "CIN8568": {_NO_ACTION + "ReferralNFA": None},
    "CIN8569Q": {_NO_ACTION + "CINreferralDate": "2025-03-28"},
    "CIN8585Q": {"died/ChildIdentifiers/PersonDeathDate": None},
    "CIN8590": {"no_action/episodes": []},
    "CIN8600": {_NO_ACTION + "CINreferralDate": "2026-04-01"},
    "CIN8606": {"unborn/episodes/0/CINreferralDate": "2025-08-24"},
    "CIN8610": {_EPISODE + "PrimaryNeedCode": None},
    "CIN8614": {_OPEN + "Assessments/0/AssessmentFactors": ["2A"]},
    "CIN8615": {_S47 + "S47ActualStartDate": "2025-05-13"},
    "CIN8620": {_EPISODE + "CINclosureDate": "2026-04-01"},
    "CIN8670Q": {_OPEN + "Assessments/0/AssessmentActualStartDate": "2026-01-05"},
    "CIN8675Q": {_OPEN + "Section47/0/S47ActualStartDate": "2026-03-02"},
    "CIN8696": {_ASSESSED + "AssessmentAuthorisationDate": "2026-04-01"},
    "CIN8715": {_S47 + "DateOfInitialCPC": "2025-03-31"},
    "CIN8720": {_CPP + "CPPstartDate": "2026-04-01"},
    "CIN8730": {_CPP + "NumberOfPreviousCPP": None},
    "CIN8736": {_OPEN + "Assessments/0/AssessmentActualStartDate": "2025-03-31"},
    "CIN8740": {_OPEN + "Section47/0/S47ActualStartDate": "2025-03-31"},
    "CIN8750": {"unborn/ChildIdentifiers/Sex": "F"},
    "CIN8770Q": {"open/ChildIdentifiers/UPNunknown": "UN1"},
    "CIN8772": {_NO_ACTION + "ReferralNFA": "false"},
    "CIN8775Q": {"open/ChildIdentifiers/PersonBirthDate": "2001-03-30"},
    "CIN8790": {"open/Disabilities": ["NONE", "LD"]},
    "CIN8794": {"died/Disabilities": ["CON", "CON"]},
    "CIN8805": {_EPISODE + "ReasonForClosure": None},
    "CIN8810": {_OPEN + "ReasonForClosure": "RC7"},
    "CIN8815": {_OPEN[:-2] + "1": {**_SECOND, "ReferralNFA": "0"}},
    "CIN8816": {_OPEN[:-2] + "1": _SECOND},
    "CIN8820": {_EPISODE[:-2] + "1": {**_SECOND, "CINreferralDate": "2026-02-19"}},
    "CIN8825Q": {"unborn/episodes/0/Assessments": None},
    "CIN8831": {"unborn/episodes/0/ReferralNFA": "1"},
    "CIN8832": {_EPISODE + "ReferralNFA": "1"},
    "CIN8839": {
        _OPEN + "Section47/1": {"S47ActualStartDate": "2026-03-25", "ICPCnotRequired": "0"}
    },
    "CIN8840": {_CPP + "CPPendDate": "2025-05-12"},
    "CIN8841": {_CPP + "Reviews/0": "2025-05-12"},
    "CIN8863Q": {_EPISODE + "Assessments/1": _ASSESSMENT},
    "CIN8866": {_NO_ACTION + "ReferralSource": None},
    "CIN8867": {_ASSESSED + "AssessmentAuthorisationDate": None},
    "CIN8868": {_S47 + "DateOfInitialCPC": None},
    "CIN8869": {_FACTORS: ["16A", "21"]},
    "CIN8870Q": {_S47 + "InitialCPCtarget": "2025-05-17"},
    "CIN8873Q": {_FACTORS: ["21"]},
    "CIN8875": {_S47 + "DateOfInitialCPC": "2025-05-10"},
    "CIN8890": {_EPISODE + "Section47/1": {**_ENQUIRY, "S47ActualStartDate": "2025-05-12"}},
    "CIN8896": {_OPEN + "Assessments/1": {"AssessmentActualStartDate": "2026-03-09"}},
    "CIN8897Q": {_FACTORS: None},
    "CIN8898": {_FACTORS: ["16A", "16A"]},
    "CIN8905": {_CPP + "InitialCategoryOfAbuse": None},
    "CIN8910": {_CPP + "LatestCategoryOfAbuse": None},
    "CIN8915": {_DIED + "ChildProtectionPlans/0/CPPstartDate": "2025-10-11"},
    "CIN8920": {_DIED + "ChildProtectionPlans/0/CPPendDate": "2025-10-11"},
    "CIN8930": {_CPP + "CPPendDate": "2026-04-01"},
    "CIN8935": {
        _CPP + "CPPendDate": None,
        _EPISODE + "ChildProtectionPlans/1": {**_PLAN, "CPPendDate": None},
    },
    "CIN8940": {_EPISODE + "ChildProtectionPlans/1": {**_PLAN, "CPPstartDate": "2025-12-01"}},
    "CIN8945Q": {_FACTORS: ["16A", "18A"]},
    "CIN8950Q": {_FACTORS: ["19A"]},
}

# The same for what the contract keeps; see `expectations.census.KEPT_BY_CONTRACT`.
CHANGES_TO_CONTRACT: Mapping[str, Mapping[str, Any]] = {
    "4011": {_NEED + "CINPlanEndDate": "2025-11-30"},
    "8500": {"no_action/ChildIdentifiers/LAchildID": None},
    "8510": {"unborn/ChildIdentifiers/LAchildID": "OPEN1"},
    "8608": {_ASSESSED + "AssessmentAuthorisationDate": "2025-04-14"},
    "8630": {_EPISODE + "CINclosureDate": "2025-04-13"},
    "8640": {_EPISODE + "ReasonForClosure": "RC10"},
    "8650": {_EPISODE + "PrimaryNeedCode": "N10"},
    "8842Q": {_CPP + "Reviews/0": ""},
    "8925": {_CPP + "CPPendDate": "2025-05-11"},
}


def changed(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Give the return after changes."""
    result = copy.deepcopy(RETURN)
    for path, value in changes.items():
        *way, last = path.split("/")
        part: Any = result
        for step in way:
            part = part[int(step) if isinstance(part, list) else step]
        if isinstance(part, list):
            part[int(last) : int(last) + 1] = [copy.deepcopy(value)]
        elif value is None:
            assert last in part, f"{path} is not in the return"
            del part[last]
        else:
            part[last] = copy.deepcopy(value)
    return result


def write(said: Mapping[str, Any], folder: Path) -> Path:
    """Write a return as XML; give its folder."""
    message = ElementTree.Element("Message")
    _add(message, "Header", said["header"])
    children = ElementTree.SubElement(message, "Children")
    for child in (part for name, part in said.items() if name != "header"):
        _add_child(children, child)
    folder.mkdir(parents=True, exist_ok=True)
    ElementTree.ElementTree(message).write(folder / "return.xml", encoding="utf-8")
    return folder


def _add_child(children: ElementTree.Element, said: Mapping[str, Any]) -> None:
    child = ElementTree.SubElement(children, "Child")
    _add(child, "ChildIdentifiers", said["ChildIdentifiers"])
    characteristics = {"Ethnicity": said["Ethnicity"]} if "Ethnicity" in said else {}
    if "Disabilities" in said:
        characteristics["Disabilities"] = {"Disability": said["Disabilities"]}
    _add(child, "ChildCharacteristics", characteristics)
    for episode in said["episodes"]:
        _add(child, "CINdetails", episode)


_INSIDE = {
    "AssessmentFactors": ("FactorsIdentifiedAtAssessment", "AssessmentFactors"),
    "Reviews": ("Reviews", "CPPreviewDate"),
}


def _add(parent: ElementTree.Element, tag: str, said: Any) -> None:
    if isinstance(said, list):
        if tag in _INSIDE:
            outer, tag = _INSIDE[tag]
            parent = ElementTree.SubElement(parent, outer)
        for one in said:
            _add(parent, tag, one)
    elif said is not None:
        element = ElementTree.SubElement(parent, tag)
        if isinstance(said, str):
            element.text = said
        else:
            for name, part in said.items():
                _add(element, name, part)
