"""Typed records: penalties and permits (双公示), construction projects, budgets. What they hold is declared in `kinds`."""
