"""Long work as jobs: started by a person, carried out beside the pages, with progress and cancel; a restart loses nothing."""

from .kinds import Kind, kinds
from .running import Cancelled, JobProblem, Running, Stopping
from .starting import cancel, job_row, job_view, listed, start
from .worker import Worker

__all__ = [
    "Cancelled",
    "JobProblem",
    "Kind",
    "Running",
    "Stopping",
    "Worker",
    "cancel",
    "job_row",
    "job_view",
    "kinds",
    "listed",
    "start",
]
