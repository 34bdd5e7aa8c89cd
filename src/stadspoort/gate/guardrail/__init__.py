"""LiteLLM's Generic Guardrail API: its calls masked and their answers restored, by our gate."""
