namespace Trasa.Decisions.Tests.Xml;

/// <summary>Files with everything that a file can hold, as other editors write them.</summary>
internal static class WholeModel
{
    public const string Dmn13 = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="Routing" namespace="urn:routing">
          <description>Who gets it</description>
          <import name="common" namespace="urn:common" locationURI="common.dmn" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
          <itemDefinition name="tPriority"><description>How urgent</description><typeRef>string</typeRef><allowedValues><text>"high", "low"</text></allowedValues></itemDefinition>
          <itemDefinition name="tLines" isCollection="true">
            <itemComponent name="price"><typeRef>number</typeRef></itemComponent>
            <itemComponent name="kind"><typeRef>string</typeRef></itemComponent>
          </itemDefinition>
          <itemDefinition name="tPricing"><functionItem outputTypeRef="number"><parameters name="line" typeRef="Any"/></functionItem></itemDefinition>
          <inputData id="i1" name="priority"><description>As the customer says</description><variable id="i1v" name="priority" typeRef="tPriority"/></inputData>
          <inputData id="i2" name="lines"><variable name="lines" typeRef="tLines"/></inputData>
          <businessKnowledgeModel id="b1" name="shout">
            <description>Louder</description>
            <variable id="b1v" name="shout"/>
            <encapsulatedLogic id="b1f"><formalParameter id="b1p" name="a text" typeRef="string"/><literalExpression id="b1e"><text>upper case(a text)</text></literalExpression></encapsulatedLogic>
            <authorityRequirement><requiredAuthority href="#s1"/></authorityRequirement>
          </businessKnowledgeModel>
          <businessKnowledgeModel id="b2" name="greet"><variable name="greet"/>
            <encapsulatedLogic><formalParameter name="who" typeRef="string"/><literalExpression><text>"Dear " + shout(who)</text></literalExpression></encapsulatedLogic>
            <knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
          </businessKnowledgeModel>
          <decision id="d1" name="Team">
            <description>The team</description><question>Who does it?</question><allowedAnswers>first, senior</allowedAnswers>
            <variable name="Team" typeRef="string"/>
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
            <authorityRequirement><requiredAuthority href="#s1"/></authorityRequirement>
            <decisionTable id="t1" hitPolicy="COLLECT" aggregation="MAX" outputLabel="Team">
              <input id="c1" label="Priority"><inputExpression typeRef="string"><text>priority</text></inputExpression><inputValues><text>"high", "low"</text></inputValues></input>
              <output id="o1" name="team" label="Team" typeRef="string"><outputValues><text>"SENIOR", "first"</text></outputValues><defaultOutputEntry><text>"first"</text></defaultOutputEntry></output>
              <annotation name="Why"/>
              <rule id="rule-high"><description>by contract</description><inputEntry><text>"high"</text></inputEntry><outputEntry><text>shout("senior")</text></outputEntry><annotationEntry><text>by contract</text></annotationEntry></rule>
              <rule id="rule-low"><inputEntry><text>-</text></inputEntry><outputEntry><text>"first"</text></outputEntry><annotationEntry><text/></annotationEntry></rule>
            </decisionTable>
          </decision>
          <decision id="d2" name="Offer">
            <variable name="Offer"/>
            <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
            <informationRequirement><requiredInput href="#i2"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="#b2"/></knowledgeRequirement>
            <context id="x1">
              <contextEntry><variable name="greeting" typeRef="string"/><invocation id="x2"><literalExpression><text>greet</text></literalExpression><binding><parameter name="who"/><literalExpression><text>Team</text></literalExpression></binding></invocation></contextEntry>
              <contextEntry><variable name="double"/><functionDefinition id="x3"><formalParameter name="x" typeRef="number"/><literalExpression><text>x * 2</text></literalExpression></functionDefinition></contextEntry>
              <contextEntry><variable name="steps"/><list id="x4"><literalExpression><text>1</text></literalExpression><literalExpression><text>double(2)</text></literalExpression></list></contextEntry>
              <contextEntry><variable name="fees"/><relation id="x5"><column name="kind" typeRef="string"/><column name="fee" typeRef="number"/><row><literalExpression><text>"a"</text></literalExpression><literalExpression><text>5</text></literalExpression></row></relation></contextEntry>
              <contextEntry><literalExpression typeRef="number"><text>sum(steps) + fees[1].fee</text></literalExpression></contextEntry>
            </context>
          </decision>
          <decisionService id="v1" name="Routing service"><variable name="Routing service"/><outputDecision href="#d2"/><encapsulatedDecision href="#d1"/><inputData href="#i1"/><inputData href="#i2"/></decisionService>
          <knowledgeSource id="s1" name="Service contract" locationURI="urn:contract"><description>Chapter 4</description><authorityRequirement><requiredInput href="#i1"/></authorityRequirement><type>contract</type></knowledgeSource>
          <textAnnotation id="a1"><text>Agreed with sales</text></textAnnotation>
          <association id="a1-on-1"><sourceRef href="#a1"/><targetRef href="#d1"/></association>
        </definitions>
        """;

    /// <summary>The boxed forms that came with DMN 1.4, and a constraint of a whole list.</summary>
    public const string Dmn15 = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="Boxes" namespace="urn:boxes">
          <itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef><allowedValues><text>&gt;= 0</text></allowedValues><typeConstraint><text>count(?) &lt; 4</text></typeConstraint></itemDefinition>
          <inputData id="i1" name="amounts"><variable name="amounts" typeRef="tFew"/></inputData>
          <decision id="d1" name="Boxes">
            <variable name="Boxes"/>
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <context>
              <contextEntry><variable name="large"/><filter id="f1"><in><literalExpression><text>amounts</text></literalExpression></in><match><literalExpression><text>item &gt; 10</text></literalExpression></match></filter></contextEntry>
              <contextEntry><variable name="doubled"/><for id="f2" iteratorVariable="each"><in><literalExpression><text>large</text></literalExpression></in><return><literalExpression><text>each * 2</text></literalExpression></return></for></contextEntry>
              <contextEntry><variable name="any"/><some id="f3" iteratorVariable="each"><in><literalExpression><text>amounts</text></literalExpression></in><satisfies><literalExpression><text>each = 20</text></literalExpression></satisfies></some></contextEntry>
              <contextEntry><variable name="all"/><every id="f4" iteratorVariable="each"><in><literalExpression><text>amounts</text></literalExpression></in><satisfies><literalExpression><text>each &gt; 0</text></literalExpression></satisfies></every></contextEntry>
              <contextEntry><conditional id="f5"><if><literalExpression><text>any and all</text></literalExpression></if><then><literalExpression><text>sum(doubled)</text></literalExpression></then><else><literalExpression><text>0</text></literalExpression></else></conditional></contextEntry>
            </context>
          </decision>
        </definitions>
        """;
}
