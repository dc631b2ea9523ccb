FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev COMMIT=
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION} -X main.commit=${COMMIT}" -o /intercom-mcp .

# Nothing but the program and the certificates that it checks Intercom's with.
FROM scratch
LABEL io.modelcontextprotocol.server.name="io.github.intercom-mcp/intercom-mcp"
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /intercom-mcp /intercom-mcp
USER 65532:65532
# Serves standard input and output; for HTTP, add: http --addr 0.0.0.0:8080 --allowed-hosts HOST
ENTRYPOINT ["/intercom-mcp"]
