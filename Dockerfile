FROM python:3.12-slim AS build
WORKDIR /source
COPY requirements.txt .
RUN python -m venv /causeline/venv \
 && /causeline/venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY service service
RUN /causeline/venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /data causeline
COPY --from=build /causeline/venv /causeline/venv
COPY seeds /causeline/seeds
ENV PATH=/causeline/venv/bin:$PATH \
    DATABASE_URL=sqlite:////data/causeline.db \
    PYTHONUNBUFFERED=1
WORKDIR /causeline
USER causeline
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["python", "-c", \
    "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz\", timeout=3)"]
ENTRYPOINT ["causeline"]
CMD ["serve", "--host", "0.0.0.0"]
