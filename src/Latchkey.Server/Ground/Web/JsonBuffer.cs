using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// A JSON writer with the bytes it writes to, used again by whoever comes next: for what each request writes and nobody keeps.
/// It writes what is signed or stored, not HTML: escaping every non-ASCII name would only make that longer.
/// </summary>
public sealed class JsonBuffer : IDisposable
{
    private const int MostKept = 16_384;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic] private static JsonBuffer? spare;

    private readonly ArrayBufferWriter<byte> bytes = new(1024);

    private JsonBuffer() => Json = new Utf8JsonWriter(bytes, Relaxed);

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

    public static JsonBuffer Rent()
    {
        var rented = spare ?? new JsonBuffer();
        spare = null;
        return rented;
    }

    public void Dispose()
    {
        if (bytes.Capacity > MostKept) return;
        bytes.Clear();      // claims of one person do not wait there for the next
        Json.Reset(bytes);
        spare = this;
    }
}
