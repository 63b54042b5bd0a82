using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

public sealed record ApiErrorCause(string? ErrorSummary);
