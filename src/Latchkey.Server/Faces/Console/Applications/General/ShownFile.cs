namespace Latchkey.Server.Faces.Console.Applications.General;

/// <summary>A file that phones ask for.</summary>
/// <param name="Address">Where.</param>
/// <param name="Right">Whether it names all programs of the app as it should.</param>
/// <param name="Reached">Whether it is there for whoever asks from outside; it is not asked for unless somebody wants to know.</param>
public sealed record ShownFile(string Address, bool Right, bool Reached = true);
