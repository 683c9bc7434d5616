"""The sale screen's model in one place, with what everybody who changes it needs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pos.app.people.sign_in import SignedIn
from pos.domain.errors import PosError
from pos.domain.money import decimals_of
from pos.domain.operator import MAY_SELL
from pos.presenters.desk import Desk
from pos.presenters.jobs import JobRunner
from pos.presenters.manner import Manner
from pos.presenters.money_entry import MoneyEntry
from pos.presenters.problem_view import Place, place_of
from pos.presenters.rendering import Rendering
from pos.presenters.sale.model import Doing, SaleModel
from pos.presenters.sale.state import SaleViewState, Step
from pos.presenters.sale.view import view_sale
from pos.presenters.second_signing import SecondSigning


@dataclass(frozen=True, slots=True)
class SaleSetting:
    """What the sale screen works with.

    Attributes:
        currency: of the terminal.
        minor_first: amounts are typed from the right.
        milliseconds: a clock that never goes back.
        changed: told after each sale that began or ended, so that the status is read again.
        signing: prints copies, and asks a supervisor about what somebody may not do alone.
    """

    desk: Desk
    jobs: JobRunner
    currency: str
    milliseconds: Callable[[], int]
    changed: Callable[[], None]
    signing: SecondSigning
    minor_first: bool = False


class SaleBoard(Rendering[SaleViewState]):
    """Holds the model and shows it after each change.

    Attributes:
        model: the sale on the screen.
        operator: None while nobody is signed in.
        parked: the sale that was cleared last, None for none.
        manner: how values are written.
    """

    def __init__(self, setting: SaleSetting, manner: Manner) -> None:
        self.setting = setting
        self.manner = manner
        self.operator: SignedIn | None = None
        self.parked: SaleModel | None = None
        entry = MoneyEntry(decimals_of(setting.currency), minor_first=setting.minor_first)
        self.model = SaleModel(currency=setting.currency, amount=entry, received=entry)
        super().__init__(self._view())

    def put(self, model: SaleModel) -> None:
        """Take over a model and show it."""
        self.model = model
        self.show()

    def change(self, **fields: Any) -> None:
        """Replace fields of the model and show it."""
        self.put(replace(self.model, **fields))

    def refuse(self, error: PosError) -> None:
        """Show a refusal at the field it is about, and go there.

        A sale that is over stays on the screen; then it is said in the strip.
        """
        is_over = self.model.step in (Step.SOLD, Step.STOPPED)
        match Place.STRIP if is_over else place_of(error):
            case Place.METER:
                self.change(doing=Doing.NOTHING, step=Step.METER, meter_error=error)
            case Place.AMOUNT:
                self.change(
                    doing=Doing.NOTHING,
                    step=Step.AMOUNT,
                    amount_error=error,
                    amount_entered=True,
                )
            case Place.TENDER | Place.STRIP:
                self.change(doing=Doing.NOTHING, problem=error)

    def show(self) -> None:
        """Show the model as it is, e.g. after the language changed."""
        self._show(self._view())

    def _view(self) -> SaleViewState:
        can_sell = self.operator is not None and self.operator.role in MAY_SELL
        return view_sale(
            self.model, self.manner, can_sell=can_sell, can_undo=self.parked is not None
        )
