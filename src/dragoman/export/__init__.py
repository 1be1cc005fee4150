"""Out: claims, events and relations as rows, and rows as JSON Lines, CSV and Parquet."""

from dragoman.export.claims import claim_record, edtf
from dragoman.export.tables import flat, to_json, write_csv, write_jsonl, write_parquet

__all__ = ["claim_record", "edtf", "flat", "to_json", "write_csv", "write_jsonl", "write_parquet"]
