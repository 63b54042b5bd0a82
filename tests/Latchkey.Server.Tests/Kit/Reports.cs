namespace Latchkey.Server.Tests.Kit;

/// <summary>What a test has counted, for whoever runs all of them: eng/test.cs prints it at the end.</summary>
internal static class Reports
{
    public static void Say(string name, string line)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "reports");
        Directory.CreateDirectory(folder);
        try { File.WriteAllText(Path.Combine(folder, name + ".txt"), line + "\n"); }
        catch (IOException) { /* the run on the other engine is writing the same */ }
    }
}
