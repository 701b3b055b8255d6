//! What happens in a month, one file a step.
