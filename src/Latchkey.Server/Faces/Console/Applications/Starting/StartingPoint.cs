namespace Latchkey.Server.Faces.Console.Applications.Starting;

/// <summary>Where somebody begins who builds an app for a platform.</summary>
/// <param name="Name">As the address says it.</param>
/// <param name="Title">What the platform is called.</param>
/// <param name="File">Where the lines go.</param>
/// <param name="AppTypes">Of apps that are built so.</param>
/// <param name="Write">The lines, with an app's values in them.</param>
public sealed record StartingPoint(string Name, string Title, string File, IReadOnlyList<string> AppTypes, Func<AppValues, string> Write)
{
    public override string ToString() => Name;
}
