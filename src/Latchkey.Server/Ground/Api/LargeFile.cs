using Microsoft.AspNetCore.Http.Metadata;

namespace Latchkey.Server.Ground.Api;

/// <summary>What an address takes of a form with a file, where that is more than elsewhere.</summary>
internal sealed record LargeFile(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
