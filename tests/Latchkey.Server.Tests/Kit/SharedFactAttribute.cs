namespace Latchkey.Server.Tests.Kit;

/// <summary>A test that reads what lies beside the repository of its first home, and is skipped in a clone that has nothing there. Ruling 23.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (Folder is null) Skip = "There is no ../shared/okta beside this clone.";
    }

    /// <summary>Okta's operations and shapes; null where they are not.</summary>
    public static string? Folder { get; } = new[] { "../shared/okta", "../../shared/okta" }.Select(path => Path.GetFullPath(Path.Combine(Repository.Root, path)))
        .FirstOrDefault(Directory.Exists);
}
