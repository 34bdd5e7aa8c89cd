"""Django, thin: one room per part of the work. Which app may import which: ARCHITECTURE.md."""
