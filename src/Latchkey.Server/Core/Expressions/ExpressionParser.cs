namespace Latchkey.Server.Core.Expressions;

/// <summary>
/// Reads an expression, loosest first: <c>a ? b : c</c> and <c>a ?: b</c>, or, and, equality, comparison, + and -, not,
/// then values, attributes, calls, lists and parentheses.
/// </summary>
internal sealed class ExpressionParser(string text, Func<string, bool>? attributes)
{
    private readonly List<Lexeme> lexemes = Lexemes.Of(text);
    private int at;
    private int depth;
    private int steps;

    public bool NeedsGroups { get; private set; }
    public bool NeedsAppUser { get; private set; }
    public string? BeyondProfile { get; private set; }

    /// <summary>Whether what was read last is true or false; null: that shows when it is asked.</summary>
    public bool? IsTruth { get; private set; }

    public Step Whole()
    {
        if (Here.Kind == LexemeKind.End) throw Fail("The expression is empty");
        var step = Choice();
        return Here.Kind == LexemeKind.End ? step : throw Fail($"Unexpected {Shown(Here)}");
    }

    private Lexeme Here => lexemes[at];

    private Step Choice()
    {
        var position = Here.Position;
        if (++depth > ClaimExpression.Deepest) throw Fail($"The expression is nested more than {ClaimExpression.Deepest} deep");
        var condition = Or();
        if (Took("?"))
        {
            if (Took(":"))
            {
                var first = condition;
                var isTruth = IsTruth;
                var otherwise = Choice();
                IsTruth = IsTruth == isTruth ? isTruth : null;
                condition = New(subject => first(subject) is { } value and not "" ? value : otherwise(subject));
            }
            else
            {
                var yes = Choice();
                var isTruth = IsTruth;
                Expect(":");
                var no = Choice();
                IsTruth = IsTruth == isTruth ? isTruth : null;
                var test = condition;
                condition = New(subject => Values.Truth(test(subject), position) ? yes(subject) : no(subject));
            }
        }
        depth--;
        return condition;
    }

    private Step Or()
    {
        var (left, position) = (And(), Here.Position);
        while (Took("||", "or"))
        {
            var (first, second) = (left, And());
            left = New(subject => Values.Truth(first(subject), position) || Values.Truth(second(subject), position));
            IsTruth = true;
        }
        return left;
    }

    private Step And()
    {
        var (left, position) = (Equality(), Here.Position);
        while (Took("&&", "and"))
        {
            var (first, second) = (left, Equality());
            left = New(subject => Values.Truth(first(subject), position) && Values.Truth(second(subject), position));
            IsTruth = true;
        }
        return left;
    }

    private Step Equality()
    {
        var left = Comparison();
        while (true)
        {
            var equal = Took("==", "eq");
            if (!equal && !Took("!=", "ne")) return left;
            var (first, second) = (left, Comparison());
            left = New(subject => Values.Same(first(subject), second(subject)) == equal);
            IsTruth = true;
        }
    }

    private Step Comparison()
    {
        var left = Sum();
        while (true)
        {
            var position = Here.Position;
            Func<int, bool>? holds = Took("<=", "le") ? order => order <= 0
                : Took(">=", "ge") ? order => order >= 0 : Took("<", "lt") ? order => order < 0 : Took(">", "gt") ? order => order > 0 : null;
            if (holds is null) return left;
            var (first, second) = (left, Sum());
            left = New(subject => holds(Values.Compare(first(subject), second(subject), position)));
            IsTruth = true;
        }
    }

    private Step Sum()
    {
        var left = Not();
        while (true)
        {
            var position = Here.Position;
            if (Took("+"))
            {
                var (first, second) = (left, Not());
                left = New(subject => Values.Add(first(subject), second(subject), position));
                IsTruth = false;
            }
            else if (Took("-"))
            {
                var (first, second) = (left, Not());
                left = New(subject => Values.Subtract(first(subject), second(subject), position));
                IsTruth = false;
            }
            else
            {
                return left;
            }
        }
    }

    private Step Not()
    {
        var position = Here.Position;
        var (not, minus) = (Took("!", "not"), false);
        if (!not) minus = Took("-");
        if (!not && !minus) return Value();

        if (++depth > ClaimExpression.Deepest) throw Fail($"The expression is nested more than {ClaimExpression.Deepest} deep");
        var inner = Not();
        depth--;
        IsTruth = not;
        return not ? New(subject => !Values.Truth(inner(subject), position)) : New(subject => Values.Subtract(0L, inner(subject), position));
    }

    private Step Value()
    {
        var first = Here;
        at++;
        switch (first.Kind)
        {
            case LexemeKind.Text or LexemeKind.Number:
                IsTruth = false;
                return New(_ => first.Value);
            case LexemeKind.Name:
                return Named(first);
            case LexemeKind.Symbol when first.Text == "(":
                var inner = Choice();
                Expect(")");
                return inner;
            case LexemeKind.Symbol when first.Text is "{" or "[":
                var items = List(first.Text == "{" ? "}" : "]");
                IsTruth = false;
                return New(subject => items.Select(item => Values.Item(item(subject), first.Position)).ToArray());
            default:
                at--;
                throw Fail($"Expected a value, found {Shown(first)}");
        }
    }

    /// <summary>true, false, null, a thing, an attribute of one, or a call.</summary>
    private Step Named(Lexeme first)
    {
        IsTruth = first.Text is "true" or "TRUE" or "false" or "FALSE";
        if (first.Text is "true" or "TRUE") return New(_ => true);
        if (first.Text is "false" or "FALSE") return New(_ => false);
        if (first.Text is "null" or "NULL") return New(_ => null);

        var path = new List<string> { first.Text };
        while (Here is { Kind: LexemeKind.Symbol, Text: "." } && lexemes[at + 1].Kind == LexemeKind.Name)
        {
            path.Add(lexemes[at + 1].Text);
            at += 2;
        }
        var name = string.Join('.', path);
        if (Took("(")) return Call(first, name);

        if (!Attributes.TryFind(path, attributes, out var step)) throw new ExpressionException($"There is no '{name}'", first.Position);
        NeedsAppUser |= path[0] == Attributes.AppUser;
        if (!Attributes.IsOfProfile(path)) BeyondProfile ??= name;
        // Those that every profile has are texts; what an org adds may be true or false.
        IsTruth = Attributes.IsOfProfile(path) && Attributes.TryFind(path, null, out _) ? false : null;
        return New(step);
    }

    private Step Call(Lexeme first, string name)
    {
        if (!Functions.TryFind(name, out var function)) throw new ExpressionException($"There is no function '{name}'", first.Position);
        var args = List(")");
        if (args.Length < function.Least || args.Length > function.Most)
            throw new ExpressionException($"'{name}' takes {function.Arguments}, not {args.Length}", first.Position);
        NeedsGroups |= function.AsksForGroups;
        if (function.LooksAround) BeyondProfile ??= name;
        IsTruth = function.GivesTruth;
        return New(subject => function.Compute(new Call(name, [.. args.Select(arg => arg(subject))], subject, first.Position)));
    }

    /// <summary>Values with commas between them, up to a closing bracket.</summary>
    private Step[] List(string closing)
    {
        var items = new List<Step>();
        if (Took(closing)) return [];
        do items.Add(Choice());
        while (Took(","));
        Expect(closing);
        return [.. items];
    }

    private Step New(Step step) => ++steps <= ClaimExpression.MostSteps ? step : throw Fail($"The expression has more than {ClaimExpression.MostSteps} steps");

    private bool Took(string symbol, string? word = null)
    {
        var taken = Here.Kind == LexemeKind.Symbol ? Here.Text == symbol
            : Here.Kind == LexemeKind.Name && word is not null && Here.Text.Equals(word, StringComparison.OrdinalIgnoreCase);
        if (taken) at++;
        return taken;
    }

    private void Expect(string symbol)
    {
        if (!Took(symbol)) throw Fail($"Expected '{symbol}', found {Shown(Here)}");
    }

    private ExpressionException Fail(string problem) => new(problem, Here.Position);

    private static string Shown(Lexeme lexeme) => lexeme.Kind is LexemeKind.End or LexemeKind.Text ? lexeme.Text : $"'{lexeme.Text}'";
}
