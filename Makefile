# Mỗi việc một lệnh; `make` liệt kê. Mọi lệnh tự chuẩn bị những gì nó cần.
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup demo up test check lint slow bench templates clean clean-data

help: ## Liệt kê các lệnh
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: ## Chuẩn bị môi trường: Python, thư viện đã khóa phiên bản, gói hệ thống
	@scripts/setup

demo: setup ## Chạy trọn công việc mẫu với kế hoạch Đồng Nai 2024; kết quả ở out/demo
	@.venv/bin/thidua demo

up: setup ## Khởi động hệ thống tại chỗ và in địa chỉ; Ctrl-C để dừng
	@.venv/bin/thidua up

test: setup ## Chạy các phép thử nhanh
	@$(PY) -m pytest -m "not slow" -n auto --maxprocesses 4 --dist loadfile

check: lint slow demo ## Kiểm tra còn lại: định dạng, lỗi mã, kiểu, tường ngăn, phép thử chậm, công việc mẫu

lint: setup ## Định dạng, lỗi mã, kiểu, tường ngăn giữa các phòng
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

slow: setup ## Chạy các phép thử chậm: LibreOffice, trình duyệt, cả hệ thống
	@$(PY) -m pytest -m slow

bench: setup ## Đo tốc độ điền mẫu, cạnh các chương trình khác, lập hồ sơ, tạo PDF; ghi vào docs/performance.md
	@$(PY) -m benchmarks.rendering
	@$(PY) -m benchmarks.many --write
	@$(PY) -m benchmarks.dossiers
	@$(PY) -m benchmarks.pdfs --write

templates: setup ## Dựng lại các mẫu Word, tệp mô tả và bảng trường từ bộ kiểu NĐ 30
	@$(PY) -m doc_templates.build

clean: ## Xóa kết quả và bộ nhớ đệm (giữ dữ liệu trong var/)
	@rm -rf out .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .grimp_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

clean-data: clean ## Xóa cả dữ liệu của hệ thống tại chỗ (var/); phải dừng nó trước
	@scripts/forget-data
