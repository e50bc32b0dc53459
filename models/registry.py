"""Keeps every trained model with its figures, and says which one is in use.

The only file that knows MLflow: a SQLite database and an artifacts folder inside the store.
Models are stored with skops, which runs no code on loading, and only with types from a reviewed
list. Nothing about a person goes in: numbers, names of features, hashes.
"""

from __future__ import annotations

import contextlib
import json
import logging
import tempfile
import warnings
from dataclasses import asdict
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from core import telemetry as _telemetry  # noqa: F401  # must come before MLflow is imported
from core.errors import ModelNotFit, StoreError
from models.candidates import FittedCandidate
from models.version import DEMONSTRATION, IN_USE, ModelVersion, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.train import Trained

MODEL_NAME = "wholestory-listing"
PROPOSAL = "proposed_linkage_parameters.json"
_EXPERIMENT = "wholestory-training"

# Types beyond skops's own list that a stored model may hold. Each was looked at: they keep
# numbers and, on loading, do nothing but keep them.
TRUSTED_TYPES = (
    "numpy.dtype",
    "sklearn.calibration._CalibratedClassifier",
    "sklearn.calibration._SigmoidCalibration",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
)


class Registry:
    """The model versions of one store."""

    def __init__(self, folder: Path) -> None:
        """Open or create the registry.

        Args:
            folder: a folder inside the store.
        """
        self.folder = Path(folder).resolve()
        self._opened: Any = None

    def save(
        self,
        trained: Trained,
        *,
        hashes: Mapping[str, str],
        linkage_parameters: Mapping[str, Any],
        proposed_parameters: Mapping[str, Any] | None = None,
    ) -> ModelVersion:
        """Register the chosen model as in use; if none is fit, the best one for demonstration.

        A version in use stays so when a later training finds no model fit for use.

        Args:
            trained: what `models.train.train` gave.
            hashes: name to hash of what the training was made from: datasets, settings, code.
            linkage_parameters: those the training records were linked with.
            proposed_parameters: those estimated from these records, for somebody to review; None
                if the records taught nothing.

        Raises:
            ModelNotFit: the model holds a type that was not reviewed.
            StoreError: the store was moved after its first training.
        """
        name = trained.chosen or trained.best
        about = _about(trained, name=name, hashes=hashes, linkage_parameters=linkage_parameters)
        with tempfile.TemporaryDirectory() as temporary:
            place = Path(temporary)
            _save_model(trained.candidates[name], place / "model")
            (place / "about.json").write_text(
                json.dumps(about, indent=1, ensure_ascii=False, allow_nan=False), encoding="utf-8"
            )
            (place / "acceptance.toml").write_text(trained.plan.criteria.text, encoding="utf-8")
            for file, document in {
                "linkage_parameters.json": linkage_parameters, PROPOSAL: proposed_parameters,
            }.items():  # fmt: skip
                if document:
                    text = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False)
                    (place / file).write_text(text, encoding="utf-8")
            client, run_id = self._start_run(trained, name=name, hashes=hashes)
            client.log_artifacts(run_id, str(place))
        client.set_terminated(run_id)
        number = self._register(client, run_id)
        status: Status = IN_USE if trained.chosen else DEMONSTRATION
        client.set_registered_model_alias(MODEL_NAME, status, number)
        return self._read(run_id, number=number, status=status)

    def load(self, alias: Status) -> ModelVersion | None:
        """Give the version an alias points to, or None if there is none.

        Args:
            alias: `in_use` or `demonstration`.

        Raises:
            ModelNotFit: the stored model is not whole, or holds a type that was not reviewed.
        """
        if not self._database.exists():
            return None
        client = self._client()
        from mlflow.exceptions import MlflowException

        try:
            found = client.get_model_version_by_alias(MODEL_NAME, alias)
        except MlflowException as error:
            if error.error_code in {"RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"}:
                return None
            raise
        return self._read(found.run_id, number=str(found.version), status=alias)

    @property
    def _database(self) -> Path:
        return self.folder / "mlflow.db"

    def place_of(self, version: ModelVersion) -> Path:
        """Give the folder of a version's stored model, in MLflow's own layout.

        Args:
            version: a version of this registry.
        """
        found = self._client().get_model_version(MODEL_NAME, version.version)
        return self._artifacts(found.run_id) / "model"

    def proposal_of(self, version: ModelVersion) -> Path | None:
        """Give the document of linkage parameters estimated with a version; None if there is none.

        Args:
            version: a version of this registry.
        """
        path = self.place_of(version).with_name(PROPOSAL)
        return path if path.exists() else None

    def _artifacts(self, run_id: str) -> Path:
        # Worked out, not asked of MLflow, which keeps the absolute place of the first training.
        return self.folder / "artifacts" / run_id / "artifacts"

    def _client(self) -> Any:
        if self._opened is None:
            # Making the tables of a new database is told line by line otherwise.
            for name in ("alembic", "mlflow.store.db.utils"):
                logging.getLogger(name).setLevel(logging.WARNING)
            self.folder.mkdir(parents=True, exist_ok=True)
            address = f"sqlite:///{self._database}"
            with _mlflow_being_imported():
                from mlflow import MlflowClient

                self._opened = MlflowClient(tracking_uri=address, registry_uri=address)
        return self._opened

    def _start_run(
        self, trained: Trained, *, name: str, hashes: Mapping[str, str]
    ) -> tuple[Any, str]:
        from mlflow.entities import Metric, Param

        client, artifacts = self._client(), (self.folder / "artifacts").as_uri()
        experiment = client.get_experiment_by_name(_EXPERIMENT)
        if experiment and experiment.artifact_location != artifacts:
            raise StoreError(
                "The store was moved after its first training, so no model can be added to it.",
                where=f"model registry in {self.folder.name}",
                expected="the place it was made in",
                found="another place",
                next_step="move the store back, or train in a new one; stored models still load",
            )
        number = (
            experiment.experiment_id
            if experiment
            else client.create_experiment(_EXPERIMENT, artifact_location=artifacts)
        )
        run_id: str = client.create_run(number, run_name=name).info.run_id
        params = {**_params(trained, name), **{f"hash_{k}": v for k, v in hashes.items()}}
        metrics = _metrics(trained, name)
        client.log_batch(
            run_id,
            params=[Param(key, str(value)) for key, value in params.items()],
            metrics=[Metric(key, value, 0, 0) for key, value in metrics.items()],
        )
        return client, run_id

    def _register(self, client: Any, run_id: str) -> str:
        if not client.search_registered_models(f"name='{MODEL_NAME}'"):
            client.create_registered_model(
                MODEL_NAME, description="Orders the review list. Says nothing about harm."
            )
        source = (self._artifacts(run_id) / "model").as_uri()
        return str(client.create_model_version(MODEL_NAME, source, run_id).version)

    def _read(self, run_id: str, *, number: str, status: Status) -> ModelVersion:
        import skops.io
        from skops.io.exceptions import UntrustedTypesFoundException

        folder = self._artifacts(run_id)
        try:
            about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
            model = skops.io.load(folder / "model" / "model.skops", trusted=list(TRUSTED_TYPES))
        except (FileNotFoundError, BadZipFile, UntrustedTypesFoundException) as error:
            raise ModelNotFit(
                f"Model version {number} cannot be loaded.",
                where=f"model registry in {self.folder.name}, version {number}",
                expected="a whole model, made of reviewed types only",
                found=type(error).__name__,
                next_step="train again, or run the night with --no-model",
            ) from error
        return ModelVersion(
            version=number,
            status=status,
            candidate=FittedCandidate(
                name=about["candidate"]["name"],
                model=model,
                features=tuple(about["candidate"]["features"]),
                base_value=about["candidate"]["base_value"],
                band_means=tuple(about["candidate"]["band_means"]),
            ),
            directions=about["directions"],
            evaluation=about["evaluation"],
            acceptance=about["acceptance"],
            trained_on=about["trained_on"],
            linkage_parameters=about["linkage_parameters"],
        )


@contextlib.contextmanager
def _mlflow_being_imported() -> Iterator[None]:
    """Keep back what MLflow 3.17.2 warns of itself while its modules are imported."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The ``noload`` loader strategy is deprecated")
        warnings.filterwarnings("ignore", message=".*Any type hint is inferred as AnyType")
        yield


def _save_model(candidate: FittedCandidate, place: Path) -> None:
    import skops.io

    with _mlflow_being_imported():
        import mlflow.pyfunc
        import mlflow.sklearn
        from mlflow.models import ModelSignature
        from mlflow.types import ColSpec, Schema

    found = skops.io.get_untrusted_types(data=skops.io.dumps(candidate.model))
    unknown = sorted(set(found) - set(TRUSTED_TYPES))
    if unknown:
        raise ModelNotFit(
            "The model holds types that nobody has reviewed, so it is not stored.",
            where=f"candidate {candidate.name}",
            expected="types that skops trusts, or that stand in models/registry.py",
            found=", ".join(unknown),
            next_step="review them and add them to the list, or build the model without them",
        )
    mlflow.sklearn.save_model(
        candidate.model,
        str(place),
        serialization_format="skops",
        skops_trusted_types=list(TRUSTED_TYPES),
        # Given, because MLflow takes ten seconds to find them out.
        pip_requirements=[f"{name}=={installed(name)}" for name in ("scikit-learn", "skops")],
        signature=ModelSignature(Schema([ColSpec("double", name) for name in candidate.features])),
        pyfunc_predict_fn="predict_proba",
    )


def _about(
    trained: Trained,
    *,
    name: str,
    hashes: Mapping[str, str],
    linkage_parameters: Mapping[str, Any],
) -> dict[str, Any]:
    plan, candidate = trained.plan, asdict(trained.candidates[name])
    candidate.pop("model")
    return {
        "candidate": candidate,
        "directions": dict(trained.directions),
        "evaluation": trained.evaluation,
        "acceptance": {
            "chosen": trained.chosen,
            "criteria_version": plan.criteria.version,
            "criteria_sha256": plan.criteria.sha256,
            "candidates": {n: a.as_dict() for n, a in trained.acceptance.items()},
        },
        "trained_on": {
            "data_is_invented": plan.data_is_invented,
            "seed": plan.seed,
            "hashes": dict(hashes),
            "libraries": {n: installed(n) for n in ("scikit-learn", "shap", "pandas", "numpy")},
        },
        "linkage_parameters": dict(linkage_parameters),
    }


def _params(trained: Trained, name: str) -> dict[str, Any]:
    plan = trained.plan
    return {
        "candidate": name,
        "accepted": bool(trained.chosen),
        "review_capacity": plan.capacity,
        "label_window_days": plan.label_window_days,
        "seed": plan.seed,
        "data_is_invented": plan.data_is_invented,
        "features": len(trained.directions),
        "criteria_version": plan.criteria.version,
        "criteria_sha256": plan.criteria.sha256,
    }


def _metrics(trained: Trained, name: str) -> dict[str, float]:
    figures = trained.evaluation["candidates"][name]
    ranged = ("precision", "recall", "average_precision", "brier", "expected_per_observed")
    metrics = {
        f"{figure}_{part}": figures[figure][part]
        for figure in ranged
        for part in ("value", "low", "high")
    }
    metrics |= {f: figures[f] for f in ("calibration_error", "calibration_slope", "steadiness")}
    metrics["roc_area"] = figures["technical"]["roc_area"]
    return {name: float(value) for name, value in metrics.items() if value is not None}
