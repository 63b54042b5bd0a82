using System.Text.Json.Serialization;

namespace Latchkey.Server.Faces.OAuth.Introspection;

/// <summary>The key a token is bound to. RFC 9449 §6.2.</summary>
internal sealed record IntrospectedConfirmation([property: JsonPropertyName("jkt")] string KeyThumbprint);
