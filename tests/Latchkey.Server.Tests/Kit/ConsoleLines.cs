using System.Collections.Concurrent;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Kit;

/// <summary>What the server writes to its console, the framework's warnings among it.</summary>
public sealed class ConsoleLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>One that listens to an org from now on.</summary>
    public static ConsoleLines Of(TestOrg org)
    {
        var notebook = new ConsoleLines();
        org.Services.GetRequiredService<ILoggerFactory>().AddProvider(notebook);
        return notebook;
    }

    /// <summary>As <c>latchkey serve</c> filters it.</summary>
    public ILogger CreateLogger(string categoryName) => new Writer(lines, categoryName.StartsWith("Microsoft", StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Information);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<string> lines, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines.Enqueue($"{formatter(state, exception)}{(exception is null ? "" : "\n" + exception)}");
        }
    }
}
