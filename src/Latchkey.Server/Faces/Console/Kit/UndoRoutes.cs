using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>Around every form of the console: what nothing takes back asks first, and what something does is offered to be taken back.</summary>
internal static class UndoRoutes
{
    public static T AsksAndOffersUndo<T>(this T routes) where T : IEndpointConventionBuilder => routes.AddEndpointFilter(async (invocation, next) =>
    {
        var http = invocation.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || UploadedForm.IsOne(http.Request)) return await next(invocation);
        var form = FormState.Of(await Parameters.LongForm(http.Request));
        var call = FormCalls.Of(http, form);
        if (call is { Asks: true } && form.Text(RowForm.Of) is { } name && form.Text(ConfirmPage.Typed) != name) return Asked(http, call, form, name);
        var result = await next(invocation);
        if (result is Found { Location: var to } && to.Contains(ConsoleFrames.DoneParameter + "=", StringComparison.Ordinal)
            && UndoOf(http, call, form, to) is { } undo)
            http.RequestServices.GetRequiredService<Undoing>().Leave(http, undo);
        return result;
    });

    /// <summary>A form was saved: sent again as it was before, of the version that it is now, it takes that back.</summary>
    public static void Undoable(this HttpContext http, FormState before, FormState after) => http.Features.Set(new Saved(before, after.Version));

    /// <summary>Another address of ours takes it back: what it was before is kept there, since it is too long for a browser.</summary>
    /// <param name="http">The request.</param>
    /// <param name="address">Where.</param>
    /// <param name="version">Of what it is now.</param>
    public static void UndoableAt(this HttpContext http, string address, string version) =>
        http.Features.Set(new Saved(FormState.Empty, version) { Address = address });

    /// <summary>More goes than the opposite brings back.</summary>
    public static void NotUndoable(this HttpContext http) => http.Undoable(FormState.Empty, FormState.Empty);

    private static Undo? UndoOf(HttpContext http, FormCall? call, FormState form, string to)
    {
        var page = to.Split('?', '#')[0];
        if (http.Features.Get<Saved>() is { } saved)
        {
            if (saved.Address is null && saved.Before.Version == saved.Version) return null;
            var fields = new Dictionary<string, string>(saved.Before.Values, StringComparer.Ordinal) { [FormState.VersionField] = saved.Version };
            if (form.Text(FormState.SectionField) is { } section) fields[FormState.SectionField] = section;
            return new(page, saved.Address ?? http.Request.Path + http.Request.QueryString, fields);
        }
        return call?.Undo switch
        {
            null => null,
            ['/', ..] other => new(page, FormCalls.AddressOf(http, other), new Dictionary<string, string>()),
            var opposite => new(page, http.Request.Path + http.Request.QueryString,
                new Dictionary<string, string> { [RowForm.Do] = opposite, [RowForm.Id] = form[RowForm.Id] }),
        };
    }

    private static Page Asked(HttpContext http, FormCall call, FormState form, string name)
    {
        var texts = Language.Of(http).Texts;
        var back = call.Page is { } page ? FormCalls.AddressOf(http, page) : http.Request.Path + http.Request.QueryString;
        var shown = form.Ticked(ConfirmPage.Typed) ? form.With(ConfirmPage.Typed, texts.Console.NameDiffers) : form;
        return Page.Of(new ConfirmPage
        {
            Frame = http.Frame(ConsoleSection.None), Title = Sentence.Plain(texts.Directory.DeleteNamed, name), Means = texts.Console.CannotUndo,
            Action = texts.Console.Delete, Address = http.Request.Path + http.Request.QueryString, Back = back, TypeName = name, Form = shown,
            Fields = [(RowForm.Do, form[RowForm.Do]), (RowForm.Id, form[RowForm.Id]), (RowForm.Of, name)],
        }, shown.Problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private sealed record Saved(FormState Before, string Version)
    {
        /// <summary>Where it is taken back; null: where it was saved.</summary>
        public string? Address { get; init; }
    }
}
