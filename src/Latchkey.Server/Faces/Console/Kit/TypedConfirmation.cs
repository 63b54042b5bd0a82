using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>Something goes for good once its name has been typed, so that nobody does it by a slip.</summary>
/// <param name="http">Who asks.</param>
/// <param name="section">Where they are.</param>
/// <param name="name">What has to be typed.</param>
internal sealed class TypedConfirmation(HttpContext http, ConsoleSection section, string name)
{
    private readonly Texts texts = Language.Of(http).Texts;

    /// <summary>What it means.</summary>
    public required string Means { get; init; }
    public required string Address { get; init; }
    /// <summary>Where one goes who changes their mind.</summary>
    public required string Back { get; init; }
    /// <summary>The title with the name in it; left out, that it is deleted.</summary>
    public string? Title { get; init; }
    /// <summary>What the button says; left out, Delete.</summary>
    public string? Action { get; init; }

    public IResult Ask() => Page.Of(Of(FormState.Empty));

    /// <param name="act">What is done with the right name.</param>
    public async Task<IResult> Once(Func<Task<IResult>> act)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (typed.Text(ConfirmPage.Typed) != name.Trim()) return Refused(typed, texts.Console.NameDiffers);
        try
        {
            return await act();
        }
        catch (BuiltInException kept)
        {
            return Refused(typed, kept.Message);
        }
        catch (RuleException broken)
        {
            return Refused(typed, string.Join("; ", broken.Reasons));
        }
    }

    private Page Refused(FormState typed, string why) => Page.Of(Of(typed.With(ConfirmPage.Typed, why)), StatusCodes.Status400BadRequest);

    private ConfirmPage Of(FormState form) => new()
    {
        Frame = http.Frame(section), Title = Sentence.Plain(Title ?? texts.Directory.DeleteNamed, name), Means = Means, Action = Action ?? texts.Console.Delete,
        Address = Address, Back = Back, TypeName = name, Form = form,
    };
}
