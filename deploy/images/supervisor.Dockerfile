# The supervisor as an image of one static file, from which an init container copies it into each MySQL pod:
#   docker build -t registry.example/mysql-ha/supervisor:1 -f deploy/images/supervisor.Dockerfile supervisor
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY *.go ./
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /supervisor .

FROM scratch
COPY --from=build /supervisor /supervisor
ENTRYPOINT ["/supervisor"]
