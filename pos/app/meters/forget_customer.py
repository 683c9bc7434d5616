"""Forgetting a customer: what names them goes, what was sold stays."""

from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.domain.entries import CustomerForgotten
from pos.domain.errors.selling import CustomerUnknown
from pos.domain.operator import Role


def forget_customer(ports: Ports, ref: str, *, operator: SignedIn) -> None:
    """Erase a customer's name, address, phone, account and id number.

    Meters, sales and the journal keep the handle, which then names nobody.

    Raises:
        RoleNotAllowed: only a supervisor may.
        CustomerUnknown: nobody has this handle, or they were forgotten before.
    """
    operator.must_be(Role.SUPERVISOR)
    with ports.store.write() as work:
        if work.person(ref) is None:
            raise CustomerUnknown(ref=ref[:40])
        work.forget_person(ref)
        work.append(CustomerForgotten(person_ref=ref), operator=operator.name)
        work.commit()
