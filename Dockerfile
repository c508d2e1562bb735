# hvlint in a container: docker run --rm -v "$PWD:/estate:ro" hvlint
FROM node:20-alpine AS build
WORKDIR /src
COPY . .
RUN npm ci && npm pack --pack-destination /tmp

FROM node:20-alpine
COPY --from=build /tmp/hvlint-*.tgz /tmp/
RUN npm install --global /tmp/hvlint-*.tgz && rm /tmp/hvlint-*.tgz
USER node
WORKDIR /estate
ENTRYPOINT ["hvlint"]
