set -e
python3 -m venv .venv
.venv/bin/pip install --quiet pytfe==1.5.0
.venv/bin/python plan.py
