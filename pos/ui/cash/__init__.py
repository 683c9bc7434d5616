"""The drawer, cash-up, Z reports and the float."""
