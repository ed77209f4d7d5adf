-- The place in the trace of the call that brought the answer (W3C traceparent), where that was recorded.
ALTER TABLE answer ADD traceparent text;
