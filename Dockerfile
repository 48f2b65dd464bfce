# Desk and worker of Dalel; compose.yaml runs both, with a web server before them.
FROM debian:trixie-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv ca-certificates
COPY . /src
RUN python3 -m venv /opt/build && /opt/build/bin/pip install --quiet "babel>=2.17" "hatchling>=1.28"
RUN cd /src && /opt/build/bin/python -m hatchling build -t wheel -d /wheel
RUN python3 -m venv /opt/dalel && /opt/dalel/bin/pip install --quiet --no-deps --require-hashes -r /src/requirements.lock
RUN /opt/dalel/bin/pip install --quiet --no-deps /wheel/dalel-*.whl

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3 ca-certificates && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/dalel /opt/dalel
RUN useradd --system --uid 10001 --home-dir /var/lib/dalel --shell /usr/sbin/nologin dalel
RUN install -d -o dalel -g dalel -m 711 /var/lib/dalel && ln -s /opt/dalel/bin/dalel /usr/local/bin/dalel
ENV DALEL_HOME=/var/lib/dalel LANG=C.UTF-8 PYTHONUNBUFFERED=1
USER dalel
VOLUME /var/lib/dalel
CMD ["dalel", "serve"]
