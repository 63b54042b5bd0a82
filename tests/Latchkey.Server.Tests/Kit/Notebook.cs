using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Writes down what the server says in its own log, a line each as on the console; the framework's own lines are off in production.</summary>
internal sealed class Notebook(LogLevel least = LogLevel.Warning, string? except = null) : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Latchkey.Server.", StringComparison.Ordinal) && categoryName != except ? this : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Lines.Enqueue(formatter(state, exception) + exception?.ToString().ReplaceLineEndings(" "));
    }

    public void Dispose()
    {
    }
}
