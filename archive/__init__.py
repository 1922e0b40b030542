"""A bilingual news archive: English, Traditional and Simplified Chinese as one."""
