using System.Text.Json;
using System.Text.Json.Serialization;

namespace Latchkey.Bench;

/// <summary>How a scenario is loaded.</summary>
internal sealed record LoadSettings(int Connections, TimeSpan WarmUp, TimeSpan LongestWarmUp, TimeSpan Duration, int Rounds);

/// <summary>What one scenario did and cost. A turn is one whole scenario: a sign-in is one turn of several requests.</summary>
internal sealed record Measurement(string Scenario, int Connections, long Turns, double Seconds, long Errors, string? FirstError)
{
    /// <summary>Latchkey as this tree builds it is <see cref="Ours"/>; other builds and other products have names.</summary>
    public const string Ours = "";

    public string Server { get; init; } = Ours;
    public string? Algorithm { get; init; }
    public required Spread Rate { get; init; }
    public double P50 { get; init; }
    public double P95 { get; init; }
    public double P99 { get; init; }

    /// <summary>Milliseconds of server CPU for each turn; null when the server's processes are not known.</summary>
    public Spread? Cpu { get; init; }
    public double DriverCpu { get; init; }

    /// <summary>The share of all cores that server and driver had while it was measured.</summary>
    public double Busy { get; init; }
    public double? ResidentMegabytes { get; init; }

    /// <summary>Whether the warm-up ended because the cost had settled, and not because it took too long.</summary>
    public bool Settled { get; init; }
    public double WarmUpSeconds { get; init; }

    public double PerSecond => Rate.Middle;
    public double? ServerCpu => Cpu?.Middle;
    public double? PerCoreSecond => 1000 / ServerCpu;

    /// <summary>The driver had more of the cores than the server, so turns/s say what the driver can do. The server's CPU says what the server costs all the same.</summary>
    public bool DriverBound => DriverCpu > ServerCpu;

    /// <summary>A figure beside which every hundredth turn was refused is not a figure.</summary>
    public bool Failed => Turns == 0 || Errors * 100 > Turns;
}

/// <summary>From the start of the process to its first answer, and the memory it then holds at rest.</summary>
internal sealed record Start(string Name, double Seconds, double CpuSeconds, double IdleMegabytes);

/// <summary>Everything one run measured.</summary>
internal sealed record Report(Machine Machine, LoadSettings Load, IReadOnlyList<Measurement> Measurements, IReadOnlyDictionary<string, double> Signatures, IReadOnlyList<Start> Starts, string? DataFolder = null)
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public Measurement? Find(string scenario, string? algorithm = null, string server = Measurement.Ours) =>
        Measurements.FirstOrDefault(each => each.Scenario == scenario && each.Algorithm == algorithm && each.Server == server && !each.Failed);

    /// <summary>The same scenario of another build, for which this one is a change.</summary>
    public Measurement? Before(Measurement measured) => measured.Server == Measurement.Ours ? Find(measured.Scenario, measured.Algorithm, Run.Before) : null;

    /// <summary>The same scenario with empty tables, where this one was measured with full ones.</summary>
    public Measurement? Shallow(Measurement measured) => measured.Server == Measurement.Ours ? Find(measured.Scenario, measured.Algorithm, Run.Shallow) : null;

    /// <summary>Milliseconds of CPU that one signature takes.</summary>
    public double Signature(string algorithm) => Machine.Cores * 1000 / Signatures[algorithm];

    /// <summary>How much of the server's CPU time is signing: nothing else can bring it nearer to 1 than doing less beside.</summary>
    public double? SigningShare(Measurement measured) => Made(measured) is { } made ? made * Signature(measured.Algorithm!) / measured.ServerCpu : null;

    private static int? Made(Measurement measured) => measured.Algorithm is not null && Scenarios.Signatures(measured.Scenario) is var made and > 0 ? made : null;

    public string ToJson() => JsonSerializer.Serialize(this, json);
}

/// <summary>Where the figures come from.</summary>
internal sealed record Machine(int Cores, string Processor, string System, string Runtime)
{
    public static Machine Describe() => new(
        Environment.ProcessorCount,
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? "unknown processor",
        global::System.Runtime.InteropServices.RuntimeInformation.OSDescription,
        global::System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription);
}
