# The backup agent: Node and one file. A Job copies both from it into a container of the cluster's own MySQL image:
#   docker build -t registry.example/mysql-ha/agent:1 -f deploy/images/agent.Dockerfile .
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN corepack enable \
  && yarn workspaces focus root @mysql-ha/backstage-plugin-mysql-ha-agent \
  && mkdir /app \
  && node plugins/mysql-ha-agent/scripts/bundle.mjs /app/agent.cjs

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/node", "/app/agent.cjs"]
