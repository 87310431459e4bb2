PRAGMA application_id = 1230394693;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('r0001');
CREATE TABLE events (
	session VARCHAR(128) NOT NULL, 
	number INTEGER NOT NULL, 
	at DOUBLE NOT NULL, 
	kind VARCHAR(64) NOT NULL, 
	data JSON NOT NULL, 
	PRIMARY KEY (session, number), 
	FOREIGN KEY(session) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "events" VALUES('ended-before-the-upgrade',1,1.79547184729894709585e+09,'opened','{}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',2,1.79547184730260324476e+09,'resume_received','{"resume":{"contact":{"name":"Ada Example","email":"ada@example.org","phone":null,"location":null,"linkedin":null},"summary":null,"experiences":[],"education":[],"skills":["Python","SQL"],"certifications":[],"raw_text":""}}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',3,1.79547184730617833143e+09,'started','{"plan":{"introduction":"Hello Ada, and welcome. I am an AI interviewer, and I will ask you a few questions about your work. Take your time with each answer. To begin, could you tell me a little about yourself and about the work you do now?","topics":[{"question":"To begin, could you tell me a little about yourself and about the work you do now?","rephrased":"What is your work, and what do you do on a normal day?","followups":["Could you walk me through one concrete example of that?","What was your own part in that, step by step?"]},{"question":"Your resume names Python. Could you describe a task in which you relied on it, and how you went about it?","rephrased":"When did you last use Python in your work, and for what?","followups":["What do you find difficult about Python?","How did you check that the result was right?"]},{"question":"Could you tell me about a piece of work from the last few years that you are proud of, and what your own part in it was?","rephrased":"Think of one task or project that went well. What did you do yourself?","followups":["What was the hardest part of that work for you?","How did you know that it had worked?"]},{"question":"Please think of a time when something at work went wrong. What happened, and what did you do about it?","rephrased":"Tell me about one problem at work. What did you do to solve it?","followups":["Looking back, what would you do differently now?","How did you notice that something was wrong?"]},{"question":"Tell me about a time when you and a colleague did not agree. How did you deal with it?","rephrased":"Was there a time when you saw something differently from a colleague? What did the two of you do?","followups":["What did your colleague think of that in the end?","What did you take away from that for your work with others?"]},{"question":"What is something new that you had to learn for your work recently, and how did you go about it?","rephrased":"What did you learn lately for your job, and how did you learn it?","followups":["Where have you used what you learned since then?","What was difficult about learning it?"]}],"wrap_up":"We are nearly at the end. Is there anything you would like to add, or to put right, before we finish?","goodbye":"Thank you, Ada, for your time and for your answers. The people who invited you will get back to you. Goodbye."}}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',4,1.79547184730617833143e+09,'interviewer_said','{"sequence":1,"text":"Hello Ada, and welcome. I am an AI interviewer, and I will ask you a few questions about your work. Take your time with each answer. To begin, could you tell me a little about yourself and about the work you do now?","move":"introduction","topic":0,"opener":""}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',5,1795471847.31017,'shown','{"part":"text","sequence":1}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',6,1.79547184750707411763e+09,'shown','{"part":"voice","sequence":1}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',7,1.79547184750974798202e+09,'answer_received','{"bytes":35,"format":"webm"}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',8,1.79547184751638555519e+09,'candidate_said','{"sequence":2,"text":"I kept the books of a small bakery.","seconds":0.035,"speech_seconds":0.036}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',9,1.79547184752167439457e+09,'interviewer_said','{"sequence":3,"text":"You mentioned a small bakery. How did you bakery. How long did the whole thing take?","move":"follow_up","topic":0,"opener":"You mentioned {}. How did you"}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',10,1.79547184752393221857e+09,'shown','{"part":"text","sequence":2}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',11,1.79547184752660083772e+09,'shown','{"part":"text","sequence":3}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',12,1.79547184754507493974e+09,'shown','{"part":"voice","sequence":3}');
INSERT INTO "events" VALUES('ended-before-the-upgrade',13,1.79547184755096292494e+09,'ended','{"reason":"ended by the candidate","total_turns":3}');
INSERT INTO "events" VALUES('open-before-the-upgrade',1,1.79547184756064319606e+09,'opened','{}');
INSERT INTO "events" VALUES('open-before-the-upgrade',2,1.7954718475626137257e+09,'resume_received','{"resume":{"contact":{"name":"Ben Example","email":null,"phone":null,"location":null,"linkedin":null},"summary":null,"experiences":[],"education":[],"skills":[],"certifications":[],"raw_text":""}}');
INSERT INTO "events" VALUES('open-before-the-upgrade',3,1.79547184756350684167e+09,'started','{"plan":{"introduction":"Hello Ben, and welcome. I am an AI interviewer, and I will ask you a few questions about your work. Take your time with each answer. To begin, could you tell me a little about yourself and about the work you do now?","topics":[{"question":"To begin, could you tell me a little about yourself and about the work you do now?","rephrased":"What is your work, and what do you do on a normal day?","followups":["Could you walk me through one concrete example of that?","What was your own part in that, step by step?"]},{"question":"Could you tell me about a piece of work from the last few years that you are proud of, and what your own part in it was?","rephrased":"Think of one task or project that went well. What did you do yourself?","followups":["What was the hardest part of that work for you?","How did you know that it had worked?"]},{"question":"Please think of a time when something at work went wrong. What happened, and what did you do about it?","rephrased":"Tell me about one problem at work. What did you do to solve it?","followups":["Looking back, what would you do differently now?","How did you notice that something was wrong?"]},{"question":"Tell me about a time when you and a colleague did not agree. How did you deal with it?","rephrased":"Was there a time when you saw something differently from a colleague? What did the two of you do?","followups":["What did your colleague think of that in the end?","What did you take away from that for your work with others?"]},{"question":"What is something new that you had to learn for your work recently, and how did you go about it?","rephrased":"What did you learn lately for your job, and how did you learn it?","followups":["Where have you used what you learned since then?","What was difficult about learning it?"]},{"question":"When several urgent tasks come at the same time, how do you decide what to do first? An example would help me.","rephrased":"Think of a very busy day. How did you choose what to do first?","followups":["What did you leave undone, and how did you tell the others?","Who helped you to decide that?"]}],"wrap_up":"We are nearly at the end. Is there anything you would like to add, or to put right, before we finish?","goodbye":"Thank you, Ben, for your time and for your answers. The people who invited you will get back to you. Goodbye."}}');
INSERT INTO "events" VALUES('open-before-the-upgrade',4,1.79547184756350684167e+09,'interviewer_said','{"sequence":1,"text":"Hello Ben, and welcome. I am an AI interviewer, and I will ask you a few questions about your work. Take your time with each answer. To begin, could you tell me a little about yourself and about the work you do now?","move":"introduction","topic":0,"opener":""}');
INSERT INTO "events" VALUES('open-before-the-upgrade',5,1.79547184756609582898e+09,'shown','{"part":"text","sequence":1}');
INSERT INTO "events" VALUES('open-before-the-upgrade',6,1.79547184757093882564e+09,'shown','{"part":"voice","sequence":1}');
INSERT INTO "events" VALUES('open-before-the-upgrade',7,1.79547184757725048062e+09,'answer_received','{"bytes":31,"format":"webm"}');
INSERT INTO "events" VALUES('open-before-the-upgrade',8,1.79547184757990336417e+09,'candidate_said','{"sequence":2,"text":"I looked after the night shift.","seconds":0.031,"speech_seconds":0.032}');
INSERT INTO "events" VALUES('open-before-the-upgrade',9,1.79547184758284568786e+09,'shown','{"part":"text","sequence":2}');
INSERT INTO "events" VALUES('open-before-the-upgrade',10,1.79547184758333706854e+09,'interviewer_said','{"sequence":3,"text":"I see. What made you shift. How long did the whole thing take?","move":"follow_up","topic":0,"opener":"I see. What made you"}');
INSERT INTO "events" VALUES('open-before-the-upgrade',11,1.79547184758471083639e+09,'shown','{"part":"text","sequence":3}');
INSERT INTO "events" VALUES('open-before-the-upgrade',12,1.7954718475966587066e+09,'shown','{"part":"voice","sequence":3}');
INSERT INTO "events" VALUES('greeted-before-the-upgrade',1,1.79547184760344123843e+09,'opened','{}');
CREATE TABLE sessions (
	id VARCHAR(128) NOT NULL, 
	created_at DOUBLE NOT NULL, 
	updated_at DOUBLE NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	candidate_name VARCHAR, 
	turns INTEGER NOT NULL, 
	records INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "sessions" VALUES('ended-before-the-upgrade',1.79547184729894709585e+09,1.79547184755096292494e+09,'ended','Ada Example',3,13);
INSERT INTO "sessions" VALUES('open-before-the-upgrade',1.79547184756064319606e+09,1.7954718475966587066e+09,'open','Ben Example',3,12);
INSERT INTO "sessions" VALUES('greeted-before-the-upgrade',1.79547184760344123843e+09,1.79547184760344123843e+09,'open',NULL,0,1);
CREATE INDEX ix_sessions_updated_at ON sessions (updated_at);
COMMIT;
