using System.Text;

namespace Latchkey.Server.Ground.Templates;

/// <summary>Text that is written until there is too much of it.</summary>
internal sealed class BoundedText(int most) : TextWriter
{
    private readonly StringBuilder text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (text.Length + buffer.Length > most) throw new InvalidOperationException($"it is longer than {most} characters");
        text.Append(buffer);
    }

    public override Task WriteAsync(char value) => Now(() => Write(value));

    public override Task WriteAsync(string? value) => Now(() => Write(value));

    public override Task WriteAsync(char[] buffer, int index, int count) => Now(() => Write(buffer, index, count));

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) => Now(() => Write(buffer.Span));

    public override Task FlushAsync() => Task.CompletedTask;

    public override string ToString() => text.ToString();

    private static Task Now(Action write)
    {
        write();
        return Task.CompletedTask;
    }
}
