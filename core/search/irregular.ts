/**
 * Forms of English words that no stemmer brings together.
 *
 * @module
 */

const FORMS =
  `arise arose arisen|awake awoke|bear bore borne|beat beaten|become became|begin began begun|bind bound|
bite bit bitten|blow blew blown|break broke broken|breed bred|bring brought|build built|burn burnt|buy bought|catch caught|
choose chose chosen|come came|creep crept|deal dealt|dig dug|draw drew drawn|drink drank drunk|drive drove driven|
eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|
forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone|
grow grew grown|hang hung|hear heard|hide hid hidden|hold held|keep kept|know knew known|lay laid|lead led|learn learnt|
leave left|lend lent|lose lost|make made|mean meant|meet met|overcome overcame|pay paid|prove proven|ride rode ridden|
ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent|shake shook shaken|shoot shot|
show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|
spin spun|stand stood|steal stole stolen|stick stuck|strike struck|strive strove|swear swore sworn|sweep swept|
swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|
undergo underwent undergone|understand understood|undertake undertook undertaken|wake woke woken|wear wore worn|
weave wove woven|win won|withdraw withdrew withdrawn|withstand withstood|write wrote written|
child children|foot feet|goose geese|man men|mouse mice|person people|tooth teeth|woman women|
analysis analyses|basis bases|crisis crises|criterion criteria|hypothesis hypotheses|index indices|matrix matrices|
medium media|phenomenon phenomena|vertex vertices|datum data`;

/** For each such form the word of which it is one. */
export const IRREGULAR: ReadonlyMap<string, string> = new Map(
  FORMS.split("|").flatMap((line) => {
    const [base, ...forms] = line.trim().split(" ");
    return forms.map((form): [string, string] => [form, base!]);
  }),
);

const APART =
  "officer officers|university universities|police|policy policies|importance important|news|community communities|organ organs|past|paste";

/** Words that a stemmer takes for forms of others, with what stands for them: an officer is no office. */
export const DISTINCT: ReadonlyMap<string, string> = new Map(
  APART.split("|").flatMap((line) => {
    const [base, ...forms] = line.trim().split(" ");
    return [base!, ...forms].map((form): [string, string] => [form, base!]);
  }),
);
