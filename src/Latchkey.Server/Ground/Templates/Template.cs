using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Fluid;
using Fluid.Ast;
using Fluid.Values;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Ground.Templates;

/// <summary>
/// A text that somebody else wrote, with variables in it: decision 0023. Fluid reads and fills it, of which it may use the least that does:
/// variables, <c>if</c>, <c>unless</c>, <c>case</c>, a few filters. There is no loop, no assignment, no bracket and no function, so it ends after
/// its own length; what it is filled with are texts, so there is nothing behind them to reach.
/// </summary>
internal sealed partial class Template
{
    /// <summary>Characters of one, and of what comes of it.</summary>
    public const int Longest = 64 * 1024, LongestFilled = 256 * 1024;

    private const int MostTags = 100;

    private static readonly FrozenSet<string> Tags = FrozenSet.ToFrozenSet(["if", "unless", "case"]);
    private static readonly FrozenSet<string> Filters = FrozenSet.ToFrozenSet(["upcase", "downcase", "capitalize", "strip", "truncate", "default"]);

    private static readonly FluidParser Parser = Restricted();
    private static readonly TemplateOptions Options = Bounded();

    /// <summary>All that has a meaning in HTML is encoded, letters of any language are not.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly IFluidTemplate parsed;

    private Template(IFluidTemplate parsed, IReadOnlySet<string> names) => (this.parsed, Names) = (parsed, names);

    /// <summary>The variables in it, as they are written: <c>user.profile.firstName</c>.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <exception cref="RuleException">It cannot be read, or wants more than it may.</exception>
    public static Template Parse(string field, string text)
    {
        if (text.Length > Longest) throw new RuleException(field, $"must have at most {Longest} characters");
        if (Directive().Match(text) is { Success: true } velocity)
            throw new RuleException(field, $"{velocity.Value.TrimEnd('(', ' ')} is not understood; write {{% if name %}} … {{% endif %}}");
        var liquid = Variable().Replace(text, "{{ $1 }}");
        var (rest, marks) = (Mark().Replace(liquid, ""), Mark().Matches(liquid));
        if (rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("{%", StringComparison.Ordinal))
            throw new RuleException(field, "a variable or a tag does not end, is too long, or has a bracket in it");
        // Each may stand inside of another, and what stands inside of a thousand fills the stack of whoever reads it.
        if (marks.Count(mark => mark.ValueSpan[1] == '%') > MostTags) throw new RuleException(field, $"at most {MostTags} tags");
        if (!Parser.TryParse(liquid, out var parsed, out var problem)) throw new RuleException(field, $"cannot be read: {problem}");
        var used = new Uses();
        used.VisitTemplate(parsed);
        if (used.Filters.FirstOrDefault(filter => !Filters.Contains(filter)) is { } unknown)
            throw new RuleException(field, $"there is no filter {unknown}; there are {string.Join(", ", Filters.Order())}");
        if (used.Stranger is not null) throw new RuleException(field, used.Stranger);
        return new(parsed, used.Names);
    }

    /// <summary>Filled for a page or a mail: values are encoded, but for those that are trusted to be HTML.</summary>
    /// <exception cref="RuleException">What comes of it is too long.</exception>
    public string Html(string field, IReadOnlyDictionary<string, string> values, IReadOnlySet<string>? trusted = null) =>
        Fill(field, values, trusted, Encoder);

    /// <summary>Filled as it is, for a subject.</summary>
    /// <inheritdoc cref="Html"/>
    public string Plain(string field, IReadOnlyDictionary<string, string> values) => Fill(field, values, null, NullEncoder.Default);

    private string Fill(string field, IReadOnlyDictionary<string, string> values, IReadOnlySet<string>? trusted, TextEncoder encoder)
    {
        var context = new TemplateContext(Options);
        foreach (var (name, value) in Tree(values, trusted)) context.SetValue(name, value);
        try
        {
            using var text = new BoundedText(LongestFilled);
            // Everything that is filled in is here already, so nothing is waited for.
            parsed.RenderAsync(text, encoder, context).AsTask().GetAwaiter().GetResult();
            return text.ToString();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            throw new RuleException(field, $"cannot be filled: {broken.Message}");
        }
    }

    /// <summary><c>user.login</c> is <c>login</c> in <c>user</c>.</summary>
    private static Dictionary<string, FluidValue> Tree(IReadOnlyDictionary<string, string> values, IReadOnlySet<string>? trusted, string path = "")
    {
        var tree = new Dictionary<string, FluidValue>(StringComparer.Ordinal);
        foreach (var branch in values.Keys.Where(name => name.StartsWith(path, StringComparison.Ordinal))
            .Select(name => name[path.Length..].Split('.')).GroupBy(parts => parts[0]))
        {
            var whole = path + branch.Key;
            tree[branch.Key] = branch.Any(parts => parts.Length > 1)
                ? new DictionaryValue(new FluidValueDictionaryFluidIndexable(Tree(values, trusted, whole + ".")))
                : new StringValue(values[whole], encode: trusted?.Contains(whole) is not true);
        }
        return tree;
    }

    private static FluidParser Restricted()
    {
        var parser = new FluidParser(new FluidParserOptions { AllowFunctions = false, AllowParentheses = false, AllowLiquidTag = false });
        foreach (var tag in parser.RegisteredTags.Keys.Where(tag => !Tags.Contains(tag)).ToArray()) parser.RegisteredTags.Remove(tag);
        return parser;
    }

    private static TemplateOptions Bounded()
    {
        var options = new TemplateOptions { MaxSteps = 20_000, MaxRecursion = 10, StrictFilters = true, ModelNamesComparer = StringComparer.Ordinal };
        var others = options.Filters.Select(filter => filter.Key).Where(filter => !Filters.Contains(filter)).ToArray();
        foreach (var filter in others) options.Filters.Remove(filter);
        return options;
    }

    /// <summary>Okta's spelling of a variable: <c>${user.login}</c>, or <c>$!{user.login}</c>. Contract §3.8.</summary>
    [GeneratedRegex(@"\$!?\{\s*([A-Za-z_][A-Za-z0-9_.]{0,99})\s*\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"#(if|elseif|foreach|set|include|parse|macro|evaluate|define)\s*\(", RegexOptions.None, 1000)]
    private static partial Regex Directive();

    /// <summary>A variable or a tag, of a length that cannot hide another, and without brackets.</summary>
    [GeneratedRegex(@"\{\{[^{}%()\[\]]{1,300}\}\}|\{%[^{}%()\[\]]{1,300}%\}", RegexOptions.None, 1000)]
    private static partial Regex Mark();

    /// <summary>What a template uses.</summary>
    private sealed class Uses : AstVisitor
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
        public List<string> Filters { get; } = [];
        public string? Stranger { get; private set; }

        protected override Expression VisitMemberExpression(MemberExpression memberExpression)
        {
            if (memberExpression.Segments.All(segment => segment is IdentifierSegment))
                Names.Add(string.Join('.', memberExpression.Segments.Cast<IdentifierSegment>().Select(segment => segment.Identifier)));
            else Stranger = "variables are written as names with dots";
            return base.VisitMemberExpression(memberExpression);
        }

        protected override Expression VisitFilterExpression(FilterExpression filterExpression)
        {
            Filters.Add(filterExpression.Name);
            return base.VisitFilterExpression(filterExpression);
        }

        protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
        {
            Stranger = "ranges are not understood";
            return base.VisitRangeExpression(rangeExpression);
        }
    }
}
