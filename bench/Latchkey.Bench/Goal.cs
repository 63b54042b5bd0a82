namespace Latchkey.Bench;

/// <summary>A figure the design asks for, beside what this run measured.</summary>
internal sealed record Goal(string What, string Asked, string Measured, bool Reached)
{
    public static IEnumerable<Goal> All(Report report)
    {
        var floor = report.Find(Scenarios.Floor.Name);

        if (floor is not null && report.Find("client_credentials", "ES256") is { } elliptic)
            yield return AtLeast("client credentials ES256, of the form floor", 0.60, elliptic.PerSecond / floor.PerSecond, floor.ServerCpu / elliptic.ServerCpu);
        if (report.Find("client_credentials", "RS256") is { } rsa)
            yield return AtLeast("client credentials RS256, of the machine's raw RSA signatures", 0.85, report.OfRawSignatures(rsa) ?? 0, report.SigningShare(rsa));
        if (report.Find("refresh", "ES256") is { PerCoreSecond: { } rate })
            yield return new Goal("refresh with durable rotation ES256, a core", "2,000/s", Markdown.Say($"{rate:N0}/s"), rate >= 2000);
        if (report.Starts is [var latchkey, var empty, ..])
        {
            yield return AtMost("cold start to first answer, of an empty Razor Pages app", 1.5, latchkey.Seconds / empty.Seconds);
            yield return AtMost("the same by CPU time", 1.5, latchkey.CpuSeconds / empty.CpuSeconds);
            yield return AtMost("idle memory, of an empty Razor Pages app", 1.5, latchkey.IdleMegabytes / empty.IdleMegabytes);
        }
    }

    private static Goal AtLeast(string what, double asked, double measured, double? byCpu) =>
        new(what, $"≥ {Markdown.Percent(asked)}", $"{Markdown.Percent(measured)}; by CPU {Markdown.Percent(byCpu)}", measured >= asked);

    private static Goal AtMost(string what, double asked, double measured) => new(what, Markdown.Say($"≤ {asked:0.0} ×"), Markdown.Say($"{measured:0.00} ×"), measured <= asked);
}
