/**
 * Words of speech for values that tables write in another way: peoples for countries, genders, months.
 *
 * @module
 */
const GROUPS: readonly string[] = [
  "male,m,man,men,males,boy,boys",
  "female,f,woman,women,females,girl,girls",
  "usa,us,united states,united states of america,america,american,americans,u s,u s a",
  "uk,united kingdom,great britain,britain,british,gbr,gb",
  "england,english",
  "scotland,scottish",
  "wales,welsh",
  "ireland,irish",
  "germany,german,germans,ger",
  "france,french,fra",
  "italy,italian,italians,ita",
  "spain,spanish,spaniards,esp",
  "portugal,portuguese",
  "netherlands,dutch,holland",
  "belgium,belgian,belgians",
  "switzerland,swiss",
  "austria,austrian,austrians",
  "sweden,swedish,swedes",
  "norway,norwegian,norwegians",
  "denmark,danish,danes",
  "finland,finnish,finns",
  "poland,polish,poles",
  "russia,russian,russians,rus",
  "ukraine,ukrainian,ukrainians",
  "czech republic,czech,czechs,czechia",
  "hungary,hungarian,hungarians",
  "romania,romanian,romanians",
  "bulgaria,bulgarian,bulgarians",
  "greece,greek,greeks",
  "turkey,turkish,turks",
  "croatia,croatian,croatians",
  "serbia,serbian,serbs",
  "japan,japanese,jpn",
  "china,chinese,chn",
  "south korea,korean,koreans,korea",
  "india,indian,indians",
  "pakistan,pakistani",
  "australia,australian,australians,aus",
  "new zealand,new zealander,kiwi",
  "canada,canadian,canadians,can",
  "mexico,mexican,mexicans",
  "brazil,brazilian,brazilians",
  "argentina,argentine,argentinian,argentinians",
  "chile,chilean",
  "colombia,colombian",
  "cuba,cuban,cubans",
  "jamaica,jamaican,jamaicans",
  "kenya,kenyan,kenyans",
  "ethiopia,ethiopian,ethiopians",
  "south africa,south african",
  "egypt,egyptian",
  "nigeria,nigerian",
  "israel,israeli",
  "iran,iranian",
  "thailand,thai",
  "indonesia,indonesian",
  "philippines,filipino,philippine",
  "vietnam,vietnamese",
  "europe,european",
  "asia,asian",
  "africa,african",
  "democrat,democratic,democrats,dem,d",
  "republican,republicans,rep,r",
  "win,won,w,victory,victories",
  "loss,lost,l,lose,defeat,defeats",
  "draw,drew,d,tie,tied,draws",
];

const synonyms = new Map<string, string[]>();
for (const group of GROUPS) {
  const words = group.split(",");
  for (const word of words) {
    synonyms.set(word, [
      ...(synonyms.get(word) ?? []),
      ...words.filter((other) => other !== word),
    ]);
  }
}

/** States of the USA by their postal codes. A code is no word of a question: `in` and `or` are others. */
const STATES =
  "al alabama,ak alaska,az arizona,ar arkansas,ca california,co colorado,ct connecticut,de delaware,dc district of columbia,fl florida,ga georgia,hi hawaii,id idaho,il illinois,in indiana,ia iowa,ks kansas,ky kentucky,la louisiana,me maine,md maryland,ma massachusetts,mi michigan,mn minnesota,ms mississippi,mo missouri,mt montana,ne nebraska,nv nevada,nh new hampshire,nj new jersey,nm new mexico,ny new york,nc north carolina,nd north dakota,oh ohio,ok oklahoma,or oregon,pa pennsylvania,ri rhode island,sc south carolina,sd south dakota,tn tennessee,tx texas,ut utah,vt vermont,va virginia,wa washington,wv west virginia,wi wisconsin,wy wyoming";
for (const state of STATES.split(",")) {
  const name = state.slice(3);
  synonyms.set(name, [...(synonyms.get(name) ?? []), state.slice(0, 2)]);
}

/** Other ways to write what these words say: `german` gives `germany`, `ger`; `texas` gives `tx`. */
export function valueSynonyms(words: string): readonly string[] {
  return synonyms.get(words) ?? [];
}

/** What a word may be made of: `rainy` of `rain`, `sunny` of `sun`, `senators` of `senate`. */
export function rootsOf(word: string): readonly string[] {
  const adjective = /^([a-z]{3,})y$/.exec(word)?.[1];
  if (adjective !== undefined) {
    return /([b-df-hj-np-tv-z])\1$/.test(adjective) ? [adjective, adjective.slice(0, -1)] : [adjective];
  }
  const agent = /^([a-z]{4,}?)(?:or|er)s?$/.exec(word)?.[1];
  return agent === undefined ? [] : [`${agent}e`, agent];
}
