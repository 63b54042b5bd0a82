using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// A JSON writer with the bytes it writes to, used again by whoever comes next: for what each request writes and nobody keeps.
/// What is signed or stored is not HTML: escaping every non-ASCII name would only make it longer. What is answered is escaped.
/// </summary>
internal sealed class JsonBuffer : IDisposable
{
    private const int MostKept = 16_384;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonWriterOptions Escaped = new() { SkipValidation = true };

    [ThreadStatic] private static JsonBuffer? spare;
    [ThreadStatic] private static JsonBuffer? spareEscaped;

    private readonly ArrayBufferWriter<byte> bytes = new(1024);
    private readonly bool escaped;

    private JsonBuffer(bool escaped) => (this.escaped, Json) = (escaped, new Utf8JsonWriter(bytes, escaped ? Escaped : Relaxed));

    public Utf8JsonWriter Json { get; }

    /// <summary>All that was written, until this is disposed of.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Json.Flush();
            return bytes.WrittenSpan;
        }
    }

    /// <inheritdoc cref="Written"/>
    public ReadOnlyMemory<byte> WrittenMemory
    {
        get
        {
            Json.Flush();
            return bytes.WrittenMemory;
        }
    }

    public static JsonBuffer Rent(bool escaped = false)
    {
        ref var mine = ref escaped ? ref spareEscaped : ref spare;
        var rented = mine ?? new JsonBuffer(escaped);
        mine = null;
        return rented;
    }

    public void Dispose()
    {
        if (bytes.Capacity > MostKept) return;
        bytes.Clear();      // claims of one person do not wait there for the next
        Json.Reset(bytes);
        if (escaped) spareEscaped = this;
        else spare = this;
    }
}
