using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

/// <summary>Every error of the management API. Contract §3.0.</summary>
public sealed record ApiErrorBody(string? ErrorCode, string? ErrorSummary, IReadOnlyList<ApiErrorCause>? ErrorCauses);
