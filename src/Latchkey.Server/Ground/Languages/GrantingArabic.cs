namespace Latchkey.Server.Ground.Languages;

public sealed partial record GrantingTexts
{
    public static readonly GrantingTexts Arabic = new()
    {
        WhichApps = "لأي تطبيقات",
        EveryApp = "كل التطبيقات",
        EveryAppMeans = "وأيضًا ما يُنشأ لاحقًا.",
        OnlyThese = "هذه فقط",
        OnlyTheseMeans = "ما تسميه الحقول أدناه.",
        WhichPeople = "لأي أشخاص",
        EveryPerson = "كل من أُسند إليه التطبيق",
        EveryScope = "كل النطاقات",
        ScopeLines = "النطاقات",
        OneALine = "واحد في كل سطر.",
        AccessMinutes = "رمز الوصول: دقائق",
        AccessMinutesHint = "بين 5 و1440.",
        RefreshMinutes = "رمز التحديث: دقائق",
        RefreshMinutesHint = "0: بلا نهاية.",
        WindowMinutes = "ينتهي أبكر إن لم يُستعمل: دقائق",
        DeleteAccessPolicyMeans = "تذهب قواعدها معها، والتطبيقات التي لم تسمح بها سواها لا تحصل على رموز بعد ذلك. لا يمكن التراجع عن هذا.",
        DeleteScopeMeans = "تُرفض من الآن الطلبات التي تطلبه، ولا تعود القواعد التي تسميه تطابق. لا يمكن التراجع عن هذا.",
        DeleteClaimMeans = "لا تعود الرموز تقوله: فلا تجده واجهة تبحث عنه. لا يمكن التراجع عن هذا.",
        RevokeTokenMeans = "تُرفض من الآن البرامج التي تستعمله. لا يمكن استرجاعه، ويمكن إنشاء غيره.",

        GroupRules = "قواعد المجموعات",
        GroupRulesLead = "كل من يحقق ملفه قاعدة يوضع في مجموعاتها، الآن وعند تغيّره.",
        AddGroupRule = "إضافة قاعدة",
        NoGroupRules = "لا قواعد للمجموعات",
        NoGroupRulesMeans = "تغنيك القاعدة عن وضع الأشخاص يدويًا: كل من في قسم مثلًا.",
        RuleExpressionHint = "صحيح أو خطأ عن ملف: user.department == \"Sales\"",
        IntoGroups = "إلى هذه المجموعات",
        ExceptPeople = "ما عدا هؤلاء",
        ActiveRuleMeans = "القاعدة النشطة تُعرض ولا تُغيَّر: عطّلها أولًا.",
        DeleteRuleMeans = "من وضعته في مجموعات يبقى فيها. لا يمكن التراجع عن هذا.",

        SignOn = "تسجيل الدخول",
        SignOnLead = "كيف يدخل الأشخاص هذا التطبيق وأي السياسات تقرر.",
        ProvesItself = "يثبت التطبيق هويته بـ",
    };
}
