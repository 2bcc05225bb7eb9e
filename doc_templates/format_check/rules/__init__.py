"""The rules of NĐ 30/2020 as dated data: one entry and one small pure function each."""
