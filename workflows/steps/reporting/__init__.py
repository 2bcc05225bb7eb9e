"""From the plan to the reports: sub-plans, deadlines swept, letters, hand-ins, their summary."""
