# The operator without a portal, of one file and Node:
#   docker build -t registry.example/mysql-ha/operator:1 -f deploy/images/operator.Dockerfile .
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN corepack enable \
  && yarn workspaces focus root operator \
  && mkdir /app \
  && node packages/operator/scripts/bundle.mjs /app/operator.cjs \
  && cp app-config.operator.yaml /app/app-config.yaml \
  && for path in node_modules/better-sqlite3/lib node_modules/better-sqlite3/package.json \
       node_modules/better-sqlite3/prebuilds node_modules/@backstage/backend-defaults/package.json \
       node_modules/@backstage/backend-defaults/migrations/auth; do \
       mkdir -p "/app/$(dirname $path)" && cp -r "$path" "/app/$path"; \
     done

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/node", "/app/operator.cjs"]
CMD ["--config", "/app/app-config.yaml"]
