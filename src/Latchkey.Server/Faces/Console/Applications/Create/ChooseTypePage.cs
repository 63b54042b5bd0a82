using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.Create;

/// <summary>How people sign in to the new app, and what it is.</summary>
public sealed record ChooseTypePage : ConsolePage<ChooseTypeView>
{
    public required FormState Form { get; init; }
}
